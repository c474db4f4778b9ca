using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Plain;

/// <summary>A phone played by SIPp over UDP, on a port of its own, by the scenarios in this folder.</summary>
public sealed class Sipp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Account _account;
    private readonly int _port;

    private Sipp(Account account) => (_account, _port) = (account, FreePort());

    /// <summary>Registers with the pool.</summary>
    public static async Task<Sipp> Register(Account account)
    {
        var phone = new Sipp(account);
        await phone.Run("register", account.User);
        return phone;
    }

    /// <summary>Plays a scenario with that other user once; the task fails unless SIPp ends with 0 and counts one call that went as it should.</summary>
    /// <param name="scenario">The name of a file in <c>sipp/</c>.</param>
    /// <param name="other">Address of the other user.</param>
    /// <param name="status">What stands for STATUS in the scenario: a code, or a code and its reason.</param>
    public async Task Run(string scenario, string other, string status = "")
    {
        var folder = Directory.CreateTempSubdirectory("godwit-sipp-").FullName;
        try
        {
            var file = Path.Combine(folder, scenario + ".xml");
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Source(scenario))).Replace("STATUS", status, StringComparison.Ordinal));
            using var process = Start(folder, file, other.Split('@')[0]);
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            try
            {
                await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }

            var counts = Counts(Path.Combine(folder, "counts.csv"));
            if (process.ExitCode == 0 && counts == (1, 0)) return;
            var log = string.Join('\n', Directory.GetFiles(folder, "*.log").Select(File.ReadAllText));
            Assert.Fail($"SIPp plays {scenario} as {_account.Address}: it ended with {process.ExitCode}, calls that went well and not: {counts}\n{await error}\n{Last(await output, 3_000)}\n{Last(log, 12_000)}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Source(string scenario) => Path.Combine(Places.Root, "tests", "Godwit.Real.Tests", "Plain", "sipp", scenario + ".xml");

    private Process Start(string folder, string file, string other)
    {
        string[] arguments =
        [
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_account.Pool.Port(_account.Server.PortBase, "udp")}"), "-sf", file, "-t", "u1", "-i", "127.0.0.1",
            "-p", Text(_port), "-m", "1", "-s", other, "-key", "user", _account.User, "-au", _account.User, "-ap", _account.Password, "-auth_uri", "godwit.test", "-nostdin",
            "-timeout", "40s", "-timeout_error", "-trace_err", "-error_file", Path.Combine(folder, "error.log"), "-trace_msg", "-message_file", Path.Combine(folder, "messages.log"),
            "-trace_stat", "-stf", Path.Combine(folder, "counts.csv"),
        ];
        return Process.Start(new ProcessStartInfo("sipp", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })
            ?? throw new InvalidOperationException("sipp did not start");
    }

    /// <summary>The last line of its statistics.</summary>
    private static (int Well, int Badly)? Counts(string file)
    {
        if (!File.Exists(file) || File.ReadAllLines(file) is not [var head, .., var last]) return null;
        var (names, values) = (head.Split(';'), last.Split(';'));
        return (Of("SuccessfulCall(C)"), Of("FailedCall(C)"));

        int Of(string name) => int.Parse(values[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
    }

    private static string Last(string text, int characters) => text.Length <= characters ? text : "…" + text[^characters..];

    private static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
