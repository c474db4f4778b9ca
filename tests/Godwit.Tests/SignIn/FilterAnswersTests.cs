using System.Globalization;
using Godwit.FrontEnd.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Methods;

namespace Godwit.Tests.SignIn;

/// <summary>The client version filter as the tables have it.</summary>
public class FilterAnswersTests
{
    private const string Url = "https://clients.example.org";

    public static TheoryData<string, string, string, bool> Versions
    {
        get
        {
            var data = new TheoryData<string, string, string, bool>();
            foreach (var row in SignInData.Rows("filter-versions")) data.Add(row[0], row[1], row[2], row[3] == "yes");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_rule_holds_by_its_numbers_from_the_left(string pattern, string comparison, string version, bool matches)
    {
        Assert.True(VersionPattern.TryParse(pattern, out var parsed));
        var how = comparison switch
        {
            "LSS" => VersionComparison.Less,
            "LEQ" => VersionComparison.LessOrEqual,
            "EQL" => VersionComparison.Equal,
            "GEQ" => VersionComparison.GreaterOrEqual,
            _ => VersionComparison.Greater,
        };
        Assert.Equal(matches, new ClientVersionRule(1, "OC", parsed, how, ClientVersionAction.Block, null).Matches($"UCCP/9.9 OC/{version} (Microsoft Office Communicator)"));
    }

    [Fact]
    public void Every_action_has_its_answer()
    {
        var rows = SignInData.Rows("filter-actions").ToDictionary(r => r[0]);
        foreach (var action in Enum.GetValues<ClientVersionAction>())
        {
            var row = rows[Name(action)];
            var tells = action is ClientVersionAction.AllowWithUrl or ClientVersionAction.BlockWithUrl;
            var verdict = new ClientVersionVerdict(action, tells ? Url : null, 1);
            var request = MethodBench.Parse("REGISTER sip:godwit.test SIP/2.0\nVia: SIP/2.0/TCP 192.0.2.7\nFrom: <sip:a@godwit.test>;tag=1\nTo: <sip:a@godwit.test>\nCall-ID: 1\nCSeq: 1 REGISTER\n");
            var response = ClientVersionAnswers.Refuse(verdict, request, "r2pool.godwit.test") ?? SipResponse.To(request, 200);
            foreach (var line in ClientVersionAnswers.Advice(verdict, "r2pool.godwit.test")) response.Headers.Add(line);
            Assert.Equal(row[2], response.Status.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(row[3], response.Headers.Get("Warning") ?? "");
            Assert.Equal(row[4].Length == 0 ? null : $"{row[4]};reason=\"{row[5]}\";source=\"r2pool.godwit.test\";appName=\"ClientVersionFilter\"", response.Headers.Get("ms-diagnostics"));
        }

        Assert.Equal(4, rows.Count);
    }

    private static string Name(ClientVersionAction action) => action switch
    {
        ClientVersionAction.Allow => "allow",
        ClientVersionAction.AllowWithUrl => "allow-with-url",
        ClientVersionAction.Block => "block",
        _ => "block-with-url",
    };
}
