using System.Text.Json;

namespace Godwit.Real.Tests.Shell;

/// <summary>Accounts, tokens and the audit in the shell.</summary>
[Collection(ShellCollection.Name)]
public class AdministratorVerbTests(ShellForest forest)
{
    [Fact]
    public async Task Accounts_are_made_given_a_role_and_removed_and_the_last_server_administrator_stays()
    {
        (await forest.Shell("account add paula --role server-administrator --password curlews-at-low-tide")).Ended(0);
        (await forest.Shell("account add quin --role reader --password curlews-at-low-tide")).Ended(0);
        Assert.Contains("12 characters", (await forest.Shell("account add rob --role reader --password short")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Equal("user-administrator", (await forest.Shell("account role QUIN user-administrator --json")).Ended(0).Json.GetProperty("role").GetString());

        var accounts = (await forest.Shell("account list --json")).Ended(0).Json.EnumerateArray().ToList();
        Assert.Equal([("paula", "server-administrator"), ("quin", "user-administrator")], accounts.Select(a => (a.GetProperty("name").GetString()!, a.GetProperty("role").GetString()!)));
        Assert.DoesNotContain(accounts, a => a.TryGetProperty("password", out _) || a.TryGetProperty("passwordHash", out _));
        (await forest.Shell("account remove quin")).Ended(0);
        Assert.Contains("last server administrator", (await forest.Shell("account remove paula")).Ended(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_shown_once_and_revoked_and_the_audit_has_both()
    {
        var made = (await forest.Shell("token add nightly --role reader --days 3 --json")).Ended(0).Json;
        Assert.StartsWith("gwt_", made.GetProperty("text").GetString(), StringComparison.Ordinal);
        var listed = (await forest.Shell("token list --json")).Ended(0);
        Assert.DoesNotContain("gwt_", listed.Out, StringComparison.Ordinal);
        Assert.Equal("nightly", Assert.Single(listed.Json.EnumerateArray().ToList()).GetProperty("name").GetString());
        (await forest.Shell("token revoke nightly")).Ended(0);
        (await forest.Shell("token revoke nightly")).Ended(1);

        var acts = (await forest.Shell("audit --act token.* --subject nightly --json")).Ended(0).Json.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["token.revoke", "token.add"], acts.Select(a => a.GetProperty("act").GetString()));
        var lines = (await forest.Shell("audit --act token.* --subject nightly --export jsonl")).Ended(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["token.add", "token.revoke"], lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("act").GetString()));
    }
}
