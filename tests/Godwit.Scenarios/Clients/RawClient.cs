using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Godwit.Scenarios.Clients;

/// <summary>A client of a pool that lets everybody in: requests as text over TCP, answers as text.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new();
    private readonly string _user;
    private readonly byte[] _buffer = new byte[65_536];
    private string _read = "";
    private string _body = "";
    private int _cseq;

    private RawClient(string user) => _user = user;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RawClient> Connect(IPEndPoint pool, string user)
    {
        var client = new RawClient(user);
        await client._tcp.ConnectAsync(pool, Cancel);
        return client;
    }

    /// <summary>The final answer's head to a REGISTER of this client.</summary>
    public Task<string> Register(string userAgent, int expires = 7200, bool categories = false) => Ask(
        "REGISTER", "sip:godwit.test", $"User-Agent: {userAgent}\r\nExpires: {expires}\r\nEvent: registration\r\n{(categories ? "Supported: msrtc-event-categories\r\n" : "")}");

    /// <summary>The first answer but 100 to a request of hers.</summary>
    public async Task<string> Ask(string method, string uri, string headers)
    {
        var to = method == "REGISTER" ? $"sip:{_user}" : uri;
        var local = (IPEndPoint)_tcp.Client.LocalEndPoint!;
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            {method} {uri} SIP/2.0
            Via: SIP/2.0/TCP {local};branch=z9hG4bK{local.Port}{++_cseq}
            From: <sip:{_user}>;tag=1;epid={local.Port}
            To: <{to}>
            Call-ID: {local.Port}-{method}-{_cseq}
            CSeq: {_cseq} {method}
            Max-Forwards: 70
            Contact: <sip:{local};transport=tcp>
            {headers.TrimEnd()}
            Content-Length: 0


            """).ReplaceLineEndings("\r\n");
        await _tcp.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), Cancel);
        while (true)
        {
            var answer = await Read();
            if (answer.StartsWith("SIP/2.0", StringComparison.Ordinal) && !answer.StartsWith("SIP/2.0 1", StringComparison.Ordinal)) return answer;
        }
    }

    public static int Status(string answer) => int.Parse(answer.AsSpan(8, 3), CultureInfo.InvariantCulture);

    /// <summary>The header's value; null when there is none.</summary>
    public static string? Header(string answer, string name) =>
        answer.Split("\r\n").FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    public void Dispose() => _tcp.Dispose();

    /// <summary>Her address as the server sees it.</summary>
    public IPEndPoint Local => (IPEndPoint)_tcp.Client.LocalEndPoint!;

    /// <summary>A message as it stands here: its lines, a blank one, its body.</summary>
    public async Task Send(string message)
    {
        var text = message.ReplaceLineEndings("\r\n");
        var (head, body) = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end ? (text[..end], text[(end + 4)..]) : (text.TrimEnd(), "");
        await _tcp.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}")), Cancel);
    }

    /// <summary>The next message that begins so, head and body; others are passed over.</summary>
    public async Task<string> Receive(string start)
    {
        while (true)
        {
            var head = await Read();
            if (head.StartsWith(start, StringComparison.Ordinal)) return $"{head}\r\n\r\n{_body}";
        }
    }

    /// <summary>Answers a request that was received.</summary>
    public Task Answer(string request, string status)
    {
        var lines = request.Split("\r\n\r\n")[0].Split("\r\n").Where(l => l.Split(':')[0] is "Via" or "From" or "Call-ID" or "CSeq");
        return Send($"SIP/2.0 {status}\r\n{string.Join("\r\n", lines)}\r\nTo: {Header(request, "To")};tag=t{Local.Port}");
    }

    private async Task<string> Read()
    {
        int end;
        while ((end = _read.IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
            await ReadMore();

        var head = _read[..end];
        var body = end + 4 + int.Parse(Header(head, "Content-Length") ?? "0", CultureInfo.InvariantCulture);
        while (_read.Length < body) await ReadMore();
        (_body, _read) = (_read[(end + 4)..body], _read[body..]);
        return head;
    }

    private async Task ReadMore()
    {
        var count = await _tcp.GetStream().ReadAsync(_buffer, Cancel);
        Assert.True(count > 0, "The server closed the connection");
        // An octet a character: lengths are counted in octets.
        _read += Encoding.Latin1.GetString(_buffer, 0, count);
    }
}
