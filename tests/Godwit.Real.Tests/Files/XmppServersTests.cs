using System.Xml.Linq;
using Godwit.Real.Tests.Servers;
using Godwit.Real.Tests.Shell;

namespace Godwit.Real.Tests.Files;

/// <summary>Users of real XMPP servers, exported by these servers' own tools, come over with their contacts, groups and blocks.</summary>
[Collection(ShellCollection.Name)]
public sealed class XmppServersTests(ShellForest forest) : IDisposable
{
    private static readonly XNamespace Portable = "urn:xmpp:pie:0";
    private static readonly XNamespace Roster = "jabber:iq:roster";
    private static readonly XNamespace Blocking = "urn:xmpp:blocking";

    private readonly string _folder = Directory.CreateTempSubdirectory("godwit-xmpp-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_user_of_prosody_comes_over()
    {
        var address = await forest.NewUser(DemoPool.R2);
        var user = await ComesOver(address, await XmppExports.Prosody(_folder, address.Split('@')[0]));
        Assert.Equal(["bob@godwit.test Bob B. both: Friends, Work & more", "carol@godwit.test  none: "], Contacts(user));
    }

    [Fact]
    public async Task A_user_of_ejabberd_comes_over()
    {
        var address = await forest.NewUser(DemoPool.Lcs);
        var user = await ComesOver(address, await XmppExports.Ejabberd(_folder, address.Split('@')[0]));
        Assert.Equal(["bob@godwit.test Bob B. both: Friends", "carol@godwit.test  none: "], Contacts(user));
        Assert.Equal("mallory@godwit.test", Assert.Single(user.Element(Blocking + "blocklist")!.Elements()).Attribute("jid")!.Value);
    }

    /// <summary>Tested first, which changes nothing; imported; then again, which changes nothing any more. What she has then.</summary>
    private async Task<XElement> ComesOver(string address, string export)
    {
        string[] import = ["import", export, "--rename-domain", "xmpp.test=godwit.test", "--json"];
        var test = (await forest.Server.Shell([.. import, "--test"])).Ended(0).Json;
        var done = (await forest.Server.Shell(import)).Ended(0).Json;
        var again = (await forest.Server.Shell(import)).Ended(0).Json;
        Assert.Equal(("xep0227", 1, 1, 0), (done.GetProperty("format").GetString(), test.GetProperty("imported").GetInt32(), done.GetProperty("imported").GetInt32(), again.GetProperty("imported").GetInt32()));

        var file = Path.Combine(_folder, "back.xml");
        (await forest.Server.Shell("export", "--format", "xep0227", "--user", address, "--out", file)).Ended(0);
        return Assert.Single(XDocument.Load(file).Descendants(Portable + "user"));
    }

    private static IEnumerable<string> Contacts(XElement user) =>
        from item in user.Element(Roster + "query")!.Elements(Roster + "item")
        let groups = string.Join(", ", item.Elements(Roster + "group").Select(g => g.Value).Order(StringComparer.Ordinal))
        orderby item.Attribute("jid")!.Value
        select $"{item.Attribute("jid")!.Value} {item.Attribute("name")?.Value} {item.Attribute("subscription")!.Value}: {groups}";
}
