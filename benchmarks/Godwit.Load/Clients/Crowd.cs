using System.Collections.Concurrent;

namespace Godwit.Load.Clients;

/// <summary>Users who are connected and registered, and what was answered to each request they sent and wait for.</summary>
internal sealed class Crowd(string domain, IArrivals? others = null, string userAgent = "Load/1.0", string supported = "") : IArrivals, IDisposable
{
    private readonly ConcurrentDictionary<(int User, int Cseq), TaskCompletionSource<(int Status, string? Tag)>> _waiting = new();
    private readonly List<SipUser> _users = [];

    public IReadOnlyList<SipUser> Users => _users;

    public async Task Connect(int count, Func<int, int> portOf, CancellationToken cancel)
    {
        for (var i = 0; i < count; i++)
        {
            var user = new SipUser(i, domain, this) { UserAgent = userAgent };
            _users.Add(user);
            await user.Connect(portOf(i), cancel);
        }
    }

    public Task Register(CancellationToken cancel) => ForEach(_users, 64, user => Ask(user, "REGISTER", $"sip:{domain}", "reg", "Expires: 7200\r\n" + supported), cancel);

    /// <summary>Sends and waits for the final answer, which has to be of 2xx; its SIP-ETag.</summary>
    public async Task<string?> Ask(SipUser user, string method, string target, string callId, string headers, string body = "")
    {
        var answered = new TaskCompletionSource<(int Status, string? Tag)>(TaskCreationOptions.RunContinuationsAsynchronously);
        int cseq;
        // The answer may be here before Send returns: it waits for this entry.
        lock (user) _waiting[(user.Index, cseq = user.Send(method, target, callId, headers, body))] = answered;
        var (status, tag) = await answered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        return status is >= 200 and < 300 ? tag : throw new InvalidOperationException($"{method} of {user.Address} to {target} was answered {status}");
    }

    /// <summary>Does it for all, so many at a time.</summary>
    public static Task ForEach<T>(IEnumerable<T> all, int atATime, Func<T, Task> what, CancellationToken cancel) =>
        Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = atATime, CancellationToken = cancel }, async (one, _) => await what(one));

    public void Arrived(SipUser user, ReadOnlySpan<byte> request) => others?.Arrived(user, request);

    public void Answered(SipUser user, int status, int cseq, ReadOnlySpan<byte> response)
    {
        TaskCompletionSource<(int, string?)>? waiting;
        lock (user)
            if (!_waiting.TryRemove((user.Index, cseq), out waiting)) waiting = null;
        if (waiting is null) others?.Answered(user, status, cseq, response);
        else waiting.SetResult((status, TagOf(response)));
    }

    public void Dispose()
    {
        foreach (var user in _users) user.Dispose();
    }

    private static string? TagOf(ReadOnlySpan<byte> response)
    {
        var at = response.IndexOf("\r\nSIP-ETag: "u8);
        if (at < 0) return null;
        var rest = response[(at + 12)..];
        return System.Text.Encoding.ASCII.GetString(rest[..rest.IndexOf("\r\n"u8)]);
    }
}
