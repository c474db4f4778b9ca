using System.Text;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Hosts;

/// <summary>Six hundred users of one pool, with contacts, groups and permissions, who are moved together; and what the forest says of all users.</summary>
public sealed class Flock
{
    private const int Users = 600;

    private readonly TwoHosts _hosts;

    private Flock(TwoHosts hosts) => _hosts = hosts;

    public IReadOnlyList<string> Addresses { get; } = [.. Enumerable.Range(0, Users).Select(Address)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>From a file.</summary>
    public static async Task<Flock> Settle(TwoHosts hosts, string pool)
    {
        var file = Path.Combine(hosts.Management.Folder, "people.xml");
        var xml = new StringBuilder("<HomedResources xmlns=\"http://schemas.microsoft.com/RtcServer/2002/11/dbimpexp\">\n");
        for (var i = 0; i < Users; i++)
        {
            xml.Append($"<HomedResource UserAtHost=\"{Address(i)}\"><ContactGroups><ContactGroup Number=\"1\" DisplayName=\"~\"/><ContactGroup Number=\"2\" DisplayName=\"Flock\"/></ContactGroups><Contacts>");
            for (var c = 1; c <= 20; c++) xml.Append($"<Contact Buddy=\"{Address((i + c * 7) % Users)}\" SubscribePresence=\"1\" Groups=\"{1 + c % 2}\"/>");
            xml.Append("</Contacts></HomedResource>\n");
        }

        await File.WriteAllTextAsync(file, xml.Append("</HomedResources>").ToString(), Cancel);
        (await hosts.Management.Shell("import", file, "--pool", pool, "--password", hosts.Management.Password)).Ended(0);
        return new Flock(hosts);
    }

    /// <summary>Everybody's data, wherever she lives.</summary>
    public async Task<string> Export()
    {
        var file = Path.Combine(_hosts.Management.Folder, "export.xml");
        File.Delete(file);
        (await _hosts.Management.Shell("export", "--all", "--out", file)).Ended(0);
        return await File.ReadAllTextAsync(file, Encoding.Unicode, Cancel);
    }

    /// <summary>What an export has of the flock, without other users.</summary>
    public static string Of(string export) => string.Concat(export.Split("<HomedResource ").Where(r => r.StartsWith("UserAtHost=\"goose", StringComparison.Ordinal)));

    /// <summary>Begins the move, and returns its id once so many have moved; they must not have been all.</summary>
    public async Task<string> Reach(string pool, int moved)
    {
        var id = (await _hosts.Management.Admin.Move(new StartMove(pool) { Users = Addresses }, Cancel)).Id;
        await foreach (var now in _hosts.Management.Admin.Watch(id, Cancel))
        {
            if (now.Moved < moved) continue;
            Assert.True(now.Moved < Users, "The move was over before a host could be hit");
            return id;
        }

        throw new InvalidOperationException("The move ended before so many had moved");
    }

    /// <summary>Whoever did not get through by this move is where she was; the same again brings everybody over, with all that she had.</summary>
    public async Task Arrives(string pool, string id, string before)
    {
        await foreach (var _ in _hosts.Management.Admin.Watch(id, Cancel)) { }
        Assert.All((await _hosts.Management.Admin.MoveReport(id, Cancel)).Users, u => Assert.Contains(u.Outcome, (string[])["moved", "failed", "refused"]));
        var again = await _hosts.Move(pool, [.. Addresses]);
        Assert.Equal((0, 0), (again.Refused, again.Failed));
        await IsAt(pool);
        Assert.Equal(before, await Export());
    }

    /// <summary>All of it, and nobody is on the way.</summary>
    public async Task IsAt(string pool) => Assert.Equal(
        [(pool, "")], (await _hosts.Management.Admin.Users(Cancel)).Where(u => u.Address.StartsWith("goose", StringComparison.Ordinal)).Select(u => (u.Home, u.MovingTo)).Distinct());

    private static string Address(int i) => $"goose{i:0000}@godwit.test";
}
