using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Godwit.Sip.Digest;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.Demo;

/// <summary>
/// One user's plain client: signs in with Digest, follows a 301 to her pool, comes back by herself when the connection closes (as she
/// is moved), reads her contacts and permissions, sends and takes messages.
/// </summary>
internal sealed class DemoClient(string address, string password, int firstPort) : IAsyncDisposable
{
    private readonly string _callId = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, int> _received = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskCompletionSource _returned = new();
    private SipSession? _session;
    private Task _staying = Task.CompletedTask;
    private int _cseq;

    public string Address { get; } = address;

    /// <summary>Bodies of the messages that arrived, and how often each did.</summary>
    public IReadOnlyDictionary<string, int> Received => _received;

    /// <summary>How often she had to sign in anew.</summary>
    public int Returns { get; private set; }

    /// <summary>Ends when she has signed in anew for the first time, or after a while without.</summary>
    public Task Returned(CancellationToken cancel) => Task.WhenAny(_returned.Task, Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, cancel));

    /// <summary>Signs in; throws <see cref="SignInException"/> with the server's words when refused.</summary>
    public async Task SignIn(CancellationToken cancel)
    {
        if (!await TrySignIn(cancel)) throw new InvalidOperationException($"{Address} was sent from pool to pool in a circle");
    }

    /// <summary>False when every pool sent her to another one: she is moved faster than she follows.</summary>
    private async Task<bool> TrySignIn(CancellationToken cancel)
    {
        var port = firstPort;
        for (var hop = 0; hop < 4; hop++)
        {
            var session = await SipSession.Connect(port, Answer, cancel);
            try
            {
                var response = await Register(session, cancel);
                if (response.Status == 200)
                {
                    _session = session;
                    return true;
                }

                if (response.Status != 301 || PortOf(response) is not { } next) throw new SignInException(Address, response);
                port = next;
            }
            finally
            {
                if (_session != session) await session.DisposeAsync();
            }
        }

        return false;
    }

    /// <summary>From now on signs in again whenever the connection is closed, as a real client does.</summary>
    public void StaySignedIn() => _staying = Stay();

    public Task<string> Contacts(CancellationToken cancel) => Subscribe("vnd-microsoft-roaming-contacts", "application/vnd-microsoft-roaming-contacts+xml", cancel);

    public Task<string> Permissions(CancellationToken cancel) => Subscribe("vnd-microsoft-roaming-ACL", "application/vnd-microsoft-roaming-acls+xml", cancel);

    /// <summary>Sends an instant message outside of a dialog (RFC 3428); the status of its final answer.</summary>
    public async Task<int> Send(string to, string text, CancellationToken cancel)
    {
        var message = Request(SipMethod.Message, $"sip:{to}", to, Guid.NewGuid().ToString("N"));
        message.Headers.Add(HeaderNames.ContentType, "text/plain; charset=UTF-8");
        message.Body = Encoding.UTF8.GetBytes(text);
        return (await Session.Ask(message, cancel)).Status;
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        if (_session is not null) await _session.DisposeAsync();
        await _staying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _leaving.Dispose();
    }

    private SipSession Session => _session ?? throw new InvalidOperationException($"{Address} is not signed in");

    private async Task Stay()
    {
        while (!_leaving.IsCancellationRequested)
        {
            await Session.Closed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_leaving.IsCancellationRequested) return;
            await Session.DisposeAsync();
            await Return(_leaving.Token);
            Returns++;
            _returned.TrySetResult();
        }
    }

    /// <summary>Tries until she is in: a pool that is just letting her go closes the connection on which she asks.</summary>
    private async Task Return(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                if (await TrySignIn(cancel)) return;
            }
            catch (IOException)
            {
                // Once more, as real clients do.
            }
        }
    }

    private int Answer(SipRequest request)
    {
        if (request.Method == SipMethod.Message)
            _received.AddOrUpdate(Encoding.UTF8.GetString(request.Body.Span), 1, (_, times) => times + 1);
        return 200;
    }

    private async Task<SipResponse> Register(SipSession session, CancellationToken cancel)
    {
        var first = await session.Ask(Registration(session), cancel);
        if (first.Status != 401) return first;
        var challenge = first.Headers.All(HeaderNames.WwwAuthenticate)
            .Select(line => AuthParameters.TryParse(line, out var parsed) ? parsed : null)
            .FirstOrDefault(parsed => parsed is not null && parsed.IsScheme("Digest"));
        if (challenge is null) return first;
        var second = Registration(session);
        second.Headers.Add(HeaderNames.Authorization, Credentials(challenge, second.Uri));
        return await session.Ask(second, cancel);
    }

    private string Credentials(AuthParameters challenge, string uri)
    {
        var hash = DigestResponse.HashOf(challenge["algorithm"]) ?? DigestHash.Md5;
        var (realm, nonce, count, own) = (challenge["realm"] ?? "", challenge["nonce"] ?? "", "00000001", _callId[..16]);
        var response = new DigestResponse(hash, SipMethod.Register.Name, uri, nonce, count, own).Compute(DigestResponse.Ha1(hash, Address, realm, password));
        return $"Digest username=\"{Address}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", response=\"{response}\", " +
            $"algorithm={DigestResponse.NameOf(hash)}, cnonce=\"{own}\", qop=auth, nc={count}";
    }
    private SipRequest Registration(SipSession session)
    {
        var request = Request(SipMethod.Register, "sip:" + Address[(Address.IndexOf('@') + 1)..], Address, _callId, session);
        request.Headers.Add(HeaderNames.Event, "registration");
        return request;
    }

    private async Task<string> Subscribe(string package, string accept, CancellationToken cancel)
    {
        var request = Request(SipMethod.Subscribe, "sip:" + Address, Address, Guid.NewGuid().ToString("N"));
        request.Headers.Add(HeaderNames.Event, package);
        request.Headers.Add(HeaderNames.Accept, accept);
        request.Headers.Add(HeaderNames.Supported, "ms-benotify");
        request.Headers.Add(HeaderNames.Supported, "ms-piggyback-first-notify");
        var response = await Session.Ask(request, cancel);
        return response.Status == 200
            ? Encoding.UTF8.GetString(response.Body.Span)
            : throw new InvalidOperationException($"{Address} could not read {package}: {response.Status} {response.Reason}");
    }

    private SipRequest Request(SipMethod method, string uri, string to, string callId, SipSession? session = null)
    {
        var port = (session ?? Session).LocalPort;
        var number = Interlocked.Increment(ref _cseq);
        var headers = new SipHeaders
        {
            { HeaderNames.Via, string.Create(CultureInfo.InvariantCulture, $"SIP/2.0/TCP 127.0.0.1:{port};branch=z9hG4bK{callId}{number}") },
            { HeaderNames.MaxForwards, "70" },
            { HeaderNames.From, string.Create(CultureInfo.InvariantCulture, $"<sip:{Address}>;tag={number:x8};epid={_callId[..12]}") },
            { HeaderNames.To, $"<sip:{to}>" },
            { HeaderNames.CallId, callId },
            { HeaderNames.CSeq, string.Create(CultureInfo.InvariantCulture, $"{number} {method}") },
            { HeaderNames.Contact, string.Create(CultureInfo.InvariantCulture, $"<sip:{Address[..Address.IndexOf('@')]}@127.0.0.1:{port};transport=tcp>") },
            { HeaderNames.UserAgent, "Godwit demo" },
        };
        return new SipRequest(method, uri, headers);
    }

    private static int? PortOf(SipResponse redirect) =>
        NameAddress.TryParse(redirect.Headers.Get(HeaderNames.Contact), out var contact) && SipUri.TryParse(contact.Uri, out var uri) ? uri.Port : null;
}
