using Godwit.Pool.BackEnds;
using Godwit.Pool.Pools;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Authentication;
using Godwit.Tests.FrontEnd.Methods;

namespace Godwit.Tests.SignIn;

/// <summary>Every client against every row of the table, through the front end and the pool's rules to the answer on the wire.</summary>
public class SignInTableTests
{
    public static TheoryData<string> Clients => [.. SignInData.Rows("clients").Select(c => c[0])];

    public static TheoryData<string> Refusals => [.. SignInData.Rows("refusals").Select(r => r[0])];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task The_table_holds_for(string name)
    {
        var client = SignInData.Rows("clients").Single(c => c[0] == name);
        var tried = 0;
        foreach (var row in SignInData.Rows("table").Where(r => r[1] == client[1]))
            foreach (var pool in Pools(row[2]))
                foreach (var enabled in SignInData.Booleans(row[3]))
                    foreach (var mode in SignInData.Booleans(row[4]))
                    {
                        await Try(client, row, pool, enabled, mode);
                        tried++;
                    }

        Assert.True(tried >= 10, $"{name}: {tried} cases");
    }

    [Fact]
    public void Every_case_is_in_exactly_one_row()
    {
        foreach (var speaks in (string[])["old", "new", "both"])
            foreach (var pool in Enum.GetValues<PoolGeneration>())
                foreach (var enabled in (string[])["yes", "no"])
                    foreach (var mode in (string[])["yes", "no"])
                        Assert.Single(SignInData.Rows("table"), r => r[1] == speaks && Pools(r[2]).Contains(pool) && (r[3] == "any" || r[3] == enabled) && (r[4] == "any" || r[4] == mode));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refused_whatever_the_client_is(string who)
    {
        var row = SignInData.Rows("refusals").Single(r => r[0] == who);
        foreach (var client in SignInData.Rows("clients"))
        {
            using var bench = new MethodBench();
            var connection = new FakeConnection { Transport = "TLS" };
            var answer = await Refuse(bench, connection, who, client);
            if (row[1] == "the connection ends")
            {
                Assert.Null(answer);
                Assert.False(connection.IsOpen);
                continue;
            }

            Check(answer!, row[1], row[2], row[3]);
            if (row[1] == "301") Assert.Equal("<sip:127.0.0.1:5061;transport=tls>", answer!.Headers.Get("Contact"));
        }
    }

    private static async Task<SipResponse?> Refuse(MethodBench bench, FakeConnection connection, string who, string[] client)
    {
        Task<SipResponse?> Register(string user) => bench.Register(connection, user, client[3], more: Supported(client));
        switch (who)
        {
            case "a user nobody knows":
                return await Register("nobody");
            case "a user who is disabled":
                bench.Forest.Add("dave", "r2pool.godwit.test", enabled: false);
                return await Register("dave");
            case "a user without a pool":
                bench.Forest.Add("dave", null);
                return await Register("dave");
            case "with somebody else's address":
                return await bench.Send(connection, "alice", $"""
                    REGISTER sip:godwit.test SIP/2.0
                    Via: SIP/2.0/TCP 192.0.2.7;branch=z9hG4bK1
                    From: <sip:bob@godwit.test>;tag=1
                    To: <sip:bob@godwit.test>
                    Call-ID: 1
                    CSeq: 1 REGISTER
                    User-Agent: {client[3]}
                    Contact: <sip:192.0.2.7>

                    """);
            case "a user who is homed elsewhere":
                bench.Forest.Add("dave", "lcs01.godwit.test");
                return await Register("dave");
            case "homed elsewhere, on a connection that had a 200":
                // Whatever mode she will have: Sipe signs in everywhere.
                bench.Forest.Add("dave", "r2pool.godwit.test");
                Assert.Equal(200, (await bench.Register(connection, "dave", MethodBench.Sipe))!.Status);
                bench.Forest.Add("dave", "lcs01.godwit.test");
                return await Register("dave");
            case "homed on a pool without listener of this kind":
                bench.Forest.Add("dave", "open.godwit.test");
                return await Register("dave");
            case "while the pool's database is away":
                bench.Home("alice").Fault = new BackEndUnavailableException("r2pool.godwit.test");
                return await Register("alice");
            default:
                throw new NotSupportedException($"tests/data/sign-in/refusals.tsv: nobody knows how to try '{who}'");
        }
    }

    private static async Task Try(string[] client, string[] row, PoolGeneration pool, bool enabled, bool mode)
    {
        using var bench = new MethodBench(pool);
        bench.Forest.Add("dave", "r2pool.godwit.test", enhanced: enabled);
        bench.Home("dave").RichMode = mode;
        var connection = new FakeConnection();
        var answer = (await bench.Register(connection, "dave", client[3], more: Supported(client)))!;
        Check(answer, row[5], row[6], row[7]);
        Assert.Equal(row[8] == "enhanced", answer.Headers.All("Supported").Contains("msrtc-event-categories"));
        if (row[8].Length > 0) Assert.Equal(row[8] == "enhanced", answer.Headers.Get("Allow-Events")!.Contains("vnd-microsoft-roaming-self", StringComparison.Ordinal));
        Assert.Equal(row[9] == "as before" ? mode : row[9] == "yes", bench.Home("dave").RichMode);
        // What was decided once holds for the refresh.
        if (answer.Status == 200) Assert.Equal(200, (await bench.Register(connection, "dave", client[3], more: Supported(client)))!.Status);
    }

    private static void Check(SipResponse answer, string status, string code, string reason)
    {
        Assert.Equal(status, answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (code.Length == 0)
        {
            Assert.Null(answer.Headers.Get("ms-diagnostics"));
            return;
        }

        Assert.Equal($"{code};reason=\"{reason}\";source=\"r2pool.godwit.test\"", answer.Headers.Get("ms-diagnostics"));
        Assert.Equal($"{code};reason=\"{reason}\"", answer.Headers.Get("ms-diagnostics-public"));
        Assert.Equal($"399 r2pool.godwit.test \"{reason}\"", answer.Headers.Get("Warning"));
    }

    private static string[] Supported(string[] client) => [client[2] == "yes" ? "Supported: gruu-10, adhoclist, msrtc-event-categories" : "Supported: gruu-10"];

    private static PoolGeneration[] Pools(string home) => home == "LCS 2005 SP1" ? [PoolGeneration.Lcs2005Sp1] : [PoolGeneration.Ocs2007, PoolGeneration.Ocs2007R2];
}
