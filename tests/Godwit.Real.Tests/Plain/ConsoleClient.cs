using System.Diagnostics;
using System.Text;

namespace Godwit.Real.Tests.Plain;

/// <summary>A client without a window, as a process: commands go into it a line each, and what it writes is waited for. Its files lie in a folder of its own.</summary>
public abstract class ConsoleClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private const int Told = 6_000;

    private readonly Process _process;
    private readonly string _name;
    private readonly string _folder;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _from;

    protected ConsoleClient(string name, string folder, string program, params string[] arguments)
    {
        (_name, _folder) = (name, folder);
        // Line by line, also into a pipe.
        var start = new ProcessStartInfo("stdbuf", ["-oL", "-eL", program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = folder;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        _reading = Task.WhenAll(Read(_process.StandardOutput), Read(_process.StandardError));
    }

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>What was written until now is not waited for any more.</summary>
    public void Forget()
    {
        lock (_output) _from = _output.Length;
    }

    public async Task Do(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until one of these was written since <see cref="Forget"/>; says which.</summary>
    public async Task<string> Expect(params string[] words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            Task more;
            lock (_output)
            {
                var text = _output.ToString(_from, _output.Length - _from);
                if (words.FirstOrDefault(w => text.Contains(w, StringComparison.Ordinal)) is { } found) return found;
                more = _more.Task;
            }

            if (_reading.IsCompleted) throw Missing(words, "it has ended");
            try
            {
                await Task.WhenAny(more, _reading).WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                throw Missing(words, "waited long enough");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _reading;
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits until the client is as far as that; one that does not get there is ended.</summary>
    protected static async Task<T> Begun<T>(T client, Func<T, Task> begins)
        where T : ConsoleClient
    {
        try
        {
            await begins(client);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private async Task Read(StreamReader from)
    {
        var buffer = new char[4096];
        // By characters: a prompt ends without a line end.
        while (await from.ReadAsync(buffer) is > 0 and var length)
        {
            TaskCompletionSource more;
            lock (_output)
            {
                _output.Append(buffer, 0, length);
                more = _more;
                _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            more.SetResult();
        }
    }

    private TimeoutException Missing(string[] words, string why)
    {
        var output = Output;
        return new($"{_name}: {why} for '{string.Join("' or '", words)}'. It wrote:\n{(output.Length <= Told ? output : "…" + output[^Told..])}");
    }
}
