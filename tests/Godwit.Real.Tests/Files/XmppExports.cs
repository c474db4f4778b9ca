using Godwit.Real.Tests.Peers;

namespace Godwit.Real.Tests.Files;

/// <summary>
/// A user of prosody and of ejabberd, with contacts bob (both ways, in groups) and carol, written into files by these servers' own exporters. State in a folder that is gone
/// afterwards; nothing listens anywhere.
/// </summary>
internal static class XmppExports
{
    private const string Host = "xmpp.test";

    /// <summary>The folder that <c>prosody-migrator</c> wrote to.</summary>
    public static async Task<string> Prosody(string folder, string user)
    {
        var (data, output) = (Path.Combine(folder, "data", Host.Replace(".", "%2e", StringComparison.Ordinal)), Path.Combine(folder, "out"));
        foreach (var store in (string[])["accounts", "roster"]) Directory.CreateDirectory(Path.Combine(data, store));
        Directory.CreateDirectory(output);
        await File.WriteAllTextAsync(Path.Combine(data, "accounts", user + ".dat"), "return { [\"password\"] = \"secret\"; };");
        await File.WriteAllTextAsync(Path.Combine(data, "roster", user + ".dat"),
            $$"""
            return {
              ["bob@{{Host}}"] = { ["subscription"] = "both"; ["groups"] = { ["Friends"] = true; ["Work & more"] = true; }; ["name"] = "Bob B."; };
              ["carol@{{Host}}"] = { ["subscription"] = "none"; ["groups"] = { }; };
              [false] = { ["version"] = 2; ["pending"] = { }; };
            };
            """);
        using var patience = Patience();
        await ProsodyMigrator.Run(folder, Host, ("internal", Path.Combine(folder, "data")), ("xep0227", output), output, patience.Token);
        return output;
    }

    /// <summary>The folder that ejabberd's export_piefxis wrote to.</summary>
    public static async Task<string> Ejabberd(string folder, string user)
    {
        var output = Directory.CreateDirectory(Path.Combine(folder, "out")).FullName;
        const string Privacy = "<query xmlns='jabber:iq:privacy'>";
        var act =
            $"""
            ok = ejabberd_auth:try_register(<<"{user}">>, <<"{Host}">>, <<"secret">>),
            ok = mod_admin_extra:add_rosteritem(<<"{user}">>, <<"{Host}">>, <<"bob">>, <<"{Host}">>, <<"Bob B.">>, <<"Friends">>, <<"both">>),
            ok = mod_admin_extra:add_rosteritem(<<"{user}">>, <<"{Host}">>, <<"carol">>, <<"{Host}">>, <<"">>, <<"">>, <<"none">>),
            mod_admin_extra:privacy_set(<<"{user}">>, <<"{Host}">>, <<"{Privacy}<list name='no'><item type='jid' value='mallory@{Host}' action='deny' order='1'/></list></query>">>),
            mod_admin_extra:privacy_set(<<"{user}">>, <<"{Host}">>, <<"{Privacy}<default name='no'/></query>">>),
            ok = ejabberd_piefxis:export_server(<<"{output}">>),
            """;
        using var patience = Patience();
        await EjabberdNode.Act(folder, Host, ["mod_roster", "mod_blocking", "mod_privacy", "mod_admin_extra"], act, patience.Token);
        return output;
    }

    private static CancellationTokenSource Patience()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        return patience;
    }
}
