using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;
using Xunit;

namespace Godwit.Scenarios.Presence;

/// <summary>A client that signs in, says how its user is and sees how others are, all in one language. Remembers all it was ever shown.</summary>
internal sealed class PresenceClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _tcp = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<SipResponse>> _asked = new();
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, ImmutableList<Seen>> _seen = ImmutableDictionary<string, ImmutableList<Seen>>.Empty;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private int _cseq;
    private int _published;

    private PresenceClient(string user, Language language) => (User, Language) = (user, language);

    public string User { get; }

    public Language Language { get; }

    /// <summary>How often she has set or taken back a block: the version that the next one needs.</summary>
    public int Blocks { get; set; }

    /// <summary>Ends with the connection.</summary>
    public Task Closed => _reading;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<PresenceClient> SignIn(IPEndPoint pool, string user, Language language)
    {
        var client = new PresenceClient(user, language);
        await client._tcp.ConnectAsync(pool, Cancel);
        client._reading = client.Read();
        var agent = language switch
        {
            Language.Old => "User-Agent: LCC/1.3.5470 (Microsoft Office Communicator 2005 1.0.559)\r\n",
            Language.New => "User-Agent: UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)\r\nSupported: msrtc-event-categories\r\n",
            _ => "User-Agent: baresip v1.0.0\r\nSupported: outbound\r\n",
        };
        await client.Ask("REGISTER", "sip:godwit.test", agent + "Expires: 7200\r\n", "", $"sip:{user}");
        return client;
    }

    public async Task Publish(bool busy, string note)
    {
        var (method, type, body) = Languages.Publish(Language, User, busy, note, _published++);
        await Ask(method, $"sip:{User}", $"{(method == "PUBLISH" ? "Event: presence\r\n" : "")}Content-Type: {type}\r\n", body);
    }

    /// <summary>A note of its own for each access level, and a state of its own for those of level 300; of an enhanced user who published nothing yet.</summary>
    public Task PublishLevels(params IEnumerable<(int Level, string Note)> notes) =>
        Ask("SERVICE", $"sip:{User}", "Content-Type: application/msrtc-category-publish+xml\r\n", Languages.PublishLevels(User, notes));

    /// <summary>Puts somebody into a container at its version; the level that counts is the highest one.</summary>
    public Task PutInto(int container, int version, string other) => Ask(
        "SERVICE", $"sip:{User}", "Content-Type: application/msrtc-setcontainermembers+xml\r\n", Languages.Member(container, version, "add", other));

    public async Task Watch(params IEnumerable<string> others)
    {
        var (headers, body) = Languages.Watch(Language, User, others);
        Take((await Ask("SUBSCRIBE", Language == Language.Standard ? "sip:rls@godwit.test" : $"sip:{User}", "Event: presence\r\n" + headers, body)).Body);
    }

    /// <summary>False when the language has no words for it.</summary>
    public async Task<bool> Block(string other, bool blocks)
    {
        if (Languages.Block(Language, other, blocks, Blocks++) is not { } asked) return false;
        await Ask("SERVICE", $"sip:{User}", $"Content-Type: {asked.Type}\r\n", asked.Body);
        return true;
    }

    public Seen Sees(string other) => _seen.GetValueOrDefault(other)?[^1] ?? Seen.Nothing;

    /// <summary>All that was ever shown of that user, the latest last.</summary>
    public IReadOnlyList<Seen> Saw(string other) => _seen.GetValueOrDefault(other) ?? [];

    public async Task Expect(string other, Func<Seen, bool> wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while (true)
        {
            Task more;
            lock (_lock) more = _more.Task;
            if (wanted(Sees(other))) return;
            try
            {
                await more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
            {
                throw new TimeoutException($"{User} ({Language}) sees {other} as {Sees(other)}, after {string.Join(", ", Saw(other))}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        await _reading;
    }

    private async Task<SipResponse> Ask(string method, string uri, string headers, string body, string? to = null)
    {
        var local = (IPEndPoint)_tcp.Client.LocalEndPoint!;
        var number = Interlocked.Increment(ref _cseq);
        var key = string.Create(CultureInfo.InvariantCulture, $"{local.Port}-{number}");
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/TCP {local};branch=z9hG4bK{key}\r\nFrom: <sip:{User}>;tag=f{key};epid=e{User.Length}{User[0]}\r\nTo: <{to ?? uri}>\r\nCall-ID: {key}\r\n")
            + string.Create(CultureInfo.InvariantCulture, $"CSeq: {number} {method}\r\nMax-Forwards: 70\r\nContact: <sip:{local};transport=tcp>\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        var answer = _asked[key] = new TaskCompletionSource<SipResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _tcp.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), Cancel);
        var response = await answer.Task.WaitAsync(Patience, Cancel);
        Assert.True(response.Status == 200, $"{User}: {method} was answered {response.Status}: {response.Headers.Get("ms-diagnostics")}");
        return response;
    }

    private async Task Read()
    {
        var reader = new SipMessageReader(new SipLimits { MaxBody = 4 << 20 });
        var pipe = System.IO.Pipelines.PipeReader.Create(_tcp.GetStream());
        try
        {
            while (true)
            {
                var result = await pipe.ReadAsync(CancellationToken.None);
                var buffer = result.Buffer;
                while (reader.Read(ref buffer, out var message, out _) is SipReadStatus.Message) await Take(message!);
                pipe.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted) return;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task Take(SipMessage message)
    {
        if (message is SipResponse response)
        {
            if (response.IsFinal && _asked.TryRemove(response.Headers.Get("Call-ID") ?? "", out var asked)) asked.SetResult(response);
            return;
        }

        Take(message.Body);
        if (message is not SipRequest { Method.Name: "NOTIFY" } notify) return;
        var answer = new ArrayBufferWriter<byte>();
        SipMessageWriter.Write(answer, SipResponse.To(notify, 200));
        await _tcp.GetStream().WriteAsync(answer.WrittenMemory);
    }

    private void Take(ReadOnlyMemory<byte> body)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            foreach (var (user, change) in Languages.Read(Encoding.UTF8.GetString(body.Span)))
                _seen = _seen.SetItem(user, (_seen.GetValueOrDefault(user) ?? []).Add(change(Sees(user))));
            more = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        more.SetResult();
    }
}
