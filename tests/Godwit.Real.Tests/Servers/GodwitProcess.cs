using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using Godwit.Admin;

namespace Godwit.Real.Tests.Servers;

/// <summary>
/// <c>godwit demo</c>, or <c>godwit serve</c> with a configuration, as a process on free ports, with its state in a folder of its own, so that it can be
/// killed and started again.
/// </summary>
public sealed class GodwitProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Its state.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("godwit-real-").FullName;

    private static readonly Queue<int> Given = new();

    private readonly List<string> _output = [];
    private readonly string _log;
    private bool _isConfigured;
    private Process? _process;

    private GodwitProcess(int portBase, int httpPort, int users)
    {
        (PortBase, HttpPort, Users) = (portBase, httpPort, users);
        Server = new Uri($"https://127.0.0.1:{httpPort.ToString(CultureInfo.InvariantCulture)}");
        Admin = new AdminClient(Server);
        _log = Path.Combine(Places.Logs, $"server-{portBase.ToString(CultureInfo.InvariantCulture)}.log");
    }

    public string Password { get; } = "Bar-tailed-" + RandomNumberGenerator.GetHexString(6);

    public int PortBase { get; }

    public int HttpPort { get; }

    public int Users { get; }

    public Uri Server { get; }

    public AdminClient Admin { get; }

    /// <summary>The words that it is started by, before its own.</summary>
    public IReadOnlyList<string> Around { get; set; } = [];

    public int Id => _process?.Id ?? throw new InvalidOperationException("It does not run");

    public string ConfigFile => Path.Combine(Folder, "godwit.json");

    /// <summary>NAME=value, beside the environment of the tests.</summary>
    public IReadOnlyList<string> Variables { get; set; } = [];

    /// <summary>The words behind <c>godwit</c>.</summary>
    public IReadOnlyList<string> Command => _isConfigured
        ? ["serve", "--config", ConfigFile]
        : ["demo", "--data", Folder, "--port-base", Text(PortBase), "--http-port", Text(HttpPort), "--users", Text(Users), "--password", Password];

    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    private string LastWords
    {
        get
        {
            lock (_output) return string.Join('\n', _output.TakeLast(60));
        }
    }

    public static async Task<GodwitProcess> Start(int users = 12)
    {
        var (portBase, http) = FreePorts();
        var server = new GodwitProcess(portBase, http, users);
        await server.Run();
        return server;
    }

    /// <summary>Not started yet: what it is to serve, written for its ports.</summary>
    public static GodwitProcess Configured(Func<GodwitProcess, string> configuration)
    {
        var (portBase, http) = FreePorts();
        var server = new GodwitProcess(portBase, http, 0) { _isConfigured = true };
        File.WriteAllText(server.ConfigFile, configuration(server));
        return server;
    }

    /// <summary>kill -9, and nothing of it is left. It fails when the server had ended before: nobody asked it to.</summary>
    public async Task Kill()
    {
        if (_process is not { } process) return;
        _process = null;
        var isAlone = process.HasExited;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(Patience);
        var code = process.ExitCode;
        process.Dispose();
        if (isAlone) throw new InvalidOperationException($"godwit {Command[0]} ended by itself with {Text(code)}:\n{LastWords}");
    }

    /// <summary>Ctrl-C; returns what it ends with.</summary>
    public Task<int> Interrupt() => Stop("INT");

    /// <summary>Sends it the signal; returns what it ends with.</summary>
    public async Task<int> Stop(string signal)
    {
        if (_process is not { } process) throw new InvalidOperationException("It does not run");
        _process = null;
        await Send(process, signal);
        await process.WaitForExitAsync().WaitAsync(Patience);
        var code = process.ExitCode;
        process.Dispose();
        return code;
    }

    /// <summary>STOP and CONT: it stands still, and goes on.</summary>
    public Task Signal(string signal) => Send(_process ?? throw new InvalidOperationException("It does not run"), signal);

    /// <summary>The same command on the same data.</summary>
    public async Task Run()
    {
        // Whoever runs the tests in the background has told the kernel to ignore Ctrl-C, for all that it starts; env takes that back.
        // Without a debugger's door, which a killed process would leave in the temporary folder.
        string[] line = ["--default-signal=INT,TERM", "DOTNET_EnableDiagnostics=0", .. Variables, .. Around, Places.Godwit, .. Command];
        var start = new ProcessStartInfo("env", line) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => Take(e.Data, ready);
        process.ErrorDataReceived += (_, e) => Take(e.Data, ready);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"godwit {Command[0]} ended:\n{Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        try
        {
            await ready.Task.WaitAsync(Patience);
        }
        catch (InvalidOperationException)
        {
            _process = null;
            throw;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"godwit {Command[0]} did not become ready:\n{Output}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Kill();
        }
        finally
        {
            Admin.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task Send(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Text(process.Id)]);
        await kill.WaitForExitAsync();
    }

    private void Take(string? line, TaskCompletionSource ready)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.Add(line);
            File.AppendAllText(_log, line + "\n");
        }

        if (line.Trim() == "ready") ready.TrySetResult();
    }

    /// <summary>A base such that every port of the demo is free now, and none is another server's that has not opened its own yet.</summary>
    private static (int Base, int Http) FreePorts()
    {
        lock (Given)
        {
            var ports = Unused();
            Given.Enqueue(ports.Base);
            if (Given.Count > 32) Given.Dequeue();
            return ports;
        }
    }

    private static (int Base, int Http) Unused()
    {
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        var used = properties.GetActiveTcpListeners().Concat(properties.GetActiveUdpListeners()).Concat(properties.GetActiveTcpConnections().Select(c => c.LocalEndPoint))
            .Select(e => e.Port).ToHashSet();
        while (true)
        {
            var portBase = RandomNumberGenerator.GetInt32(1000, 3200) * 10;
            if (Enumerable.Range(portBase, 31).All(p => !used.Contains(p)) && Given.All(other => Math.Abs(other - portBase) > 30)) return (portBase, portBase + 30);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
