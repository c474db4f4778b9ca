using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.PageMode;

/// <summary>Receipts of plain clients, which SIPE would show its user as an error.</summary>
public sealed class PlainSignsTests : IAsyncDisposable
{
    private readonly EdgeBench _bench = new();
    private readonly TestClient _alice;

    public PlainSignsTests() => _alice = _bench.SignIn("alice");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("message/imdn+xml", null)]
    [InlineData("application/im-iscomposing+xml", "deflate")]
    public async Task They_go_to_plain_clients_only(string type, string? encoding)
    {
        var desk = _bench.SignIn("bob", "1", family: ClientFamily.Sipe);
        Send(type, encoding);
        await _alice.ReceiveResponse(200);
        var phone = _bench.SignIn("bob", "2");
        Send(type, encoding);
        phone.Answer(await phone.ReceiveRequest(SipMethod.Message), 202);
        await _alice.ReceiveResponse(202);
        await desk.NothingMore();
    }

    [Fact]
    public async Task What_the_family_reads_it_gets()
    {
        var desk = _bench.SignIn("bob", "1", family: ClientFamily.Sipe);
        foreach (var type in (string[])["application/im-iscomposing+xml", "text/plain"])
        {
            Send(type, null);
            desk.Answer(await desk.ReceiveRequest(SipMethod.Message), 200);
            await _alice.ReceiveResponse(200);
        }
    }

    [Fact]
    public async Task Of_nobody_there_is_no_sign()
    {
        _bench.Forest.Add("bob", EdgeBench.Fqdn);
        Send("message/imdn+xml", null);
        await _alice.ReceiveResponse(480);
    }

    private void Send(string type, string? encoding) => _alice.Send(SipMethod.Message, "sip:bob@godwit.test", r =>
    {
        r.Headers.Add(HeaderNames.ContentType, type);
        if (encoding is not null) r.Headers.Add(HeaderNames.ContentEncoding, encoding);
    });
}
