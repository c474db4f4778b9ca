using System.Globalization;
using System.Text;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Authentication;
using Godwit.Tests.FrontEnd.Bench;
using Godwit.Tests.FrontEnd.Methods;

namespace Godwit.Tests.SignIn;

/// <summary>What a user loses with an old client on a pool that has it: it is offered nowhere, and refused with a reason when it is tried.</summary>
public class OldClientTests
{
    public static TheoryData<string, string, int, int, string> Losses
    {
        get
        {
            var data = new TheoryData<string, string, int, int, string>();
            foreach (var row in SignInData.Rows("losses")) data.Add(row[0], row[1], Number(row[2]), Number(row[3]), row[4]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Refused_with_a_reason_when_it_is_tried(string method, string of, int status, int code, string reason)
    {
        foreach (var pool in (PoolGeneration[])[PoolGeneration.Ocs2007, PoolGeneration.Ocs2007R2])
        {
            var answer = method == "INVITE" ? await Invite(of, PresenceMode.Legacy) : await Ask(pool, method, of);
            Assert.Equal(status, answer.Status);
            Assert.Equal($"{code};reason=\"{reason}\";source=\"r2pool.godwit.test\"", answer.Headers.Get("ms-diagnostics"));
        }
    }

    [Fact]
    public async Task The_same_INVITE_of_a_new_client_is_another_matter() =>
        Assert.Equal(404, (await Invite("sip:alice@godwit.test;gruu;opaque=app:conf:focus:id:1", PresenceMode.Enhanced)).Status);

    [Fact]
    public async Task Provisioning_of_an_old_client_names_nothing_of_it()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice", MethodBench.Old);
        var answer = (await bench.Subscribe(connection, "alice", "vnd-microsoft-provisioning", more: "Expires: 0\n"))!;
        Assert.Equal(200, answer.Status);
        var text = Encoding.UTF8.GetString(answer.Body.Span) + string.Concat(connection.Sent.Select(m => Encoding.UTF8.GetString(m.Body.Span)));
        Assert.Contains("<provisioning", text, StringComparison.Ordinal);
        foreach (var word in (string[])["focus", "conf", "ucPC2PC", "mras", "meeting"]) Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<SipResponse> Ask(PoolGeneration pool, string method, string of)
    {
        using var bench = new MethodBench(pool);
        var connection = await bench.SignedIn("alice", MethodBench.Old);
        return (method == "SUBSCRIBE" ? await bench.Subscribe(connection, "alice", of) : await bench.Service(connection, "alice", of, "<a/>"))!;
    }

    private static async Task<SipResponse> Invite(string uri, PresenceMode mode)
    {
        await using var bench = new EdgeBench();
        var client = bench.SignIn("alice");
        var live = bench.Endpoints.Over(client.Connection).Single();
        bench.Endpoints.Put(new LiveEndpoint(live.Endpoint with { Mode = mode }, client.Connection));
        client.Send(client.Request(SipMethod.Invite, uri, r => r.Headers.Add(HeaderNames.Contact, $"<{client.Contact}>")));
        while (true)
            if (await client.Receive() is SipResponse { IsFinal: true } answer) return answer;
    }

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
