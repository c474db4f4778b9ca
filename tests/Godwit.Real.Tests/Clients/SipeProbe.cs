using System.Diagnostics;
using System.Globalization;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Clients;

/// <summary>
/// A real client (pidgin-sipe without a window) as a process. Events are kept until somebody expects them, so none is lost that
/// came early; each is handed out once.
/// </summary>
public sealed class SipeProbe : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static int _count;

    private readonly Process _process;
    private readonly string _log;
    private readonly string _home;
    private readonly Lock _gate = new();
    private readonly List<ProbeEvent> _all = [];
    private readonly HashSet<ProbeEvent> _taken = [];
    private readonly Task _reading;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _from;

    private SipeProbe(ProbeOptions options, Process process, string log, string home)
    {
        Options = options;
        _process = process;
        _log = log;
        _home = home;
        _reading = Task.WhenAll(ReadEvents(), ReadTrace());
    }

    public ProbeOptions Options { get; }

    public IReadOnlyList<ProbeEvent> Events
    {
        get
        {
            lock (_gate) return [.. _all];
        }
    }

    public static SipeProbe Start(ProbeOptions options)
    {
        var log = Path.Combine(Places.Logs, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _count):000}-{options.Address}.log"));
        var start = new ProcessStartInfo(Places.Probe) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (options.OnAnotherMachine)
        {
            // Host and local address make the endpoint's name; unshare gives the client a host name of its own.
            start.FileName = "unshare";
            foreach (var argument in (string[])[.. Environment.IsPrivilegedProcess ? (string[])["-u"] : ["-r", "-u"], "sh", "-c", "hostname elsewhere && exec \"$@\"", "sh", Places.Probe])
                start.ArgumentList.Add(argument);
        }

        // A client that is killed can't clear away its own folder.
        var home = Directory.CreateTempSubdirectory("godwit-probe-").FullName;
        foreach (var argument in (string[])[.. options.Arguments(), "--home", home]) start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("sipe-probe did not start");
        return new SipeProbe(options, process, log, home);
    }

    /// <summary>Starts a client and waits until it is signed in and has read its contacts.</summary>
    public static async Task<SipeProbe> SignIn(ProbeOptions options)
    {
        var probe = Start(options);
        await probe.Expect("connected");
        // The list from the server replaces the local one (protocol trap 15): nothing may be added before it came, and its first group says so.
        await probe.ExpectContacts(list => list.Groups.Contains("Other Contacts"));
        return probe;
    }

    /// <summary>Waits for an event that was not handed out yet.</summary>
    public Task<ProbeEvent> Expect(string name, Func<ProbeEvent, bool>? match = null, TimeSpan? patience = null) =>
        Expect(e => e.Name == name && (match is null || match(e)), name, patience ?? Patience);

    private async Task<ProbeEvent> Expect(Func<ProbeEvent, bool> match, string name, TimeSpan patience)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                for (var i = _from; i < _all.Count; i++)
                    if (!_taken.Contains(_all[i]) && match(_all[i]) && _taken.Add(_all[i]))
                        return _all[i];
                more = _more.Task;
            }

            if (_reading.IsCompleted) throw Missing(name, "The client has ended");
            try
            {
                await Task.WhenAny(more, _reading).WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                throw Missing(name, "Waited long enough");
            }
        }
    }

    /// <summary>Waits until the server has told the client of something: all words stand in one message.</summary>
    public Task<ProbeEvent> IsTold(params string[] words) => Expect(ProbeEvent.Received, e => words.All(w => e.Text.Contains(w, StringComparison.Ordinal)));

    /// <summary>Sends a command line and waits until it was carried out.</summary>
    public async Task Do(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        if (command is "quit" or "abort") return;
        var done = await Expect(e => e.Name is "done" or "error" && e["command"] == command, command, Patience);
        if (done.Name == "error") throw new InvalidOperationException($"'{command}': {done["text"]}");
    }

    /// <summary>Sends a command that is answered by an event. What else happened is still to be expected: much of it came with the sign-in.</summary>
    public async Task<ProbeEvent> Ask(string command, string answer)
    {
        await Do(command);
        return await Expect(answer);
    }

    /// <summary>Asks for the buddy list until it is as wanted.</summary>
    public async Task<ProbeEvent> ExpectContacts(Func<ProbeEvent, bool> wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            var list = await Ask("contacts", "contacts");
            if (wanted(list)) return list;
            if (limit.IsCancellationRequested) throw Missing("contacts", $"The list never became as wanted: {list}");
            // The client sleeps, not the test: the next answer comes behind whatever arrives meanwhile.
            await _process.StandardInput.WriteLineAsync("sleep 0.1");
        }
    }

    /// <summary>What happened until now is not expected any more.</summary>
    public void Forget()
    {
        lock (_gate) _from = _all.Count;
    }

    /// <summary>Signs out in order and ends.</summary>
    public async Task SignOut()
    {
        await Do("quit");
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
    }

    /// <summary>The client is gone without a word (SIGKILL).</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _reading;
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private async Task ReadEvents()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) Take(ProbeEvent.OfLine(line));
    }

    private async Task ReadTrace()
    {
        await using var log = new StreamWriter(_log);
        var trace = new SipTrace();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            await log.WriteLineAsync(line);
            if (trace.Take(line) is { } message) Take(message);
        }
    }

    private void Take(ProbeEvent happened)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _all.Add(happened);
            more = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        more.SetResult();
    }

    private TimeoutException Missing(string name, string why) =>
        new($"{Options.Address}: {why} for '{name}'. Messages are in {_log}. Events:\n{string.Join('\n', Events.Where(e => e.Name is not (ProbeEvent.Sent or ProbeEvent.Received)))}");
}
