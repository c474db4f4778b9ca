using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary><c>move --force --data</c>: a pool is down, and the administrator has a file.</summary>
[Collection(ShellCollection.Name)]
public sealed class ForcedDataTests(ShellForest forest) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("godwit-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task User_of_a_stopped_pool_has_what_the_file_has_in_her_client()
    {
        var (user, other) = (await forest.NewUser(DemoPool.Ocs), await forest.NewUser(DemoPool.Ocs));
        (await forest.Shell("pool stop ocs07.godwit.test")).Ended(0);
        try
        {
            // Later than what the pool gave the vault when it was stopped.
            var file = Roster(user, "nobody@godwit.test");
            var move = (await forest.Shell($"move --to r2pool.godwit.test --user {user} --user {other} --force --data {file} --json")).Ended(0);
            Assert.Contains("The file has data of 1 of the move's users.", move.Error, StringComparison.Ordinal);
            Assert.Contains($"Not in the file, or not to be used: {other};", move.Error, StringComparison.Ordinal);
            var line = ShellForest.Lines(move.Json).Single(l => l.Address == user);
            Assert.Equal("moved", line.Outcome);
            Assert.Contains("the user has 1 contact", line.Reason, StringComparison.Ordinal);
            Assert.Contains("as of", line.Reason, StringComparison.Ordinal);
            await forest.Server.ExpectContact(user, DemoPool.R2, "erin@godwit.test", "Filed");
        }
        finally
        {
            (await forest.Shell("pool start ocs07.godwit.test")).Ended(0);
        }
    }

    [Fact]
    public async Task Unassigned_user_has_what_the_file_has_and_its_age_may_be_said()
    {
        var user = await forest.NewUser(null);
        var move = (await forest.Shell($"move --to r2pool.godwit.test --user {user} --force --data {Roster(user)} --data-time 2026-01-02T03:04Z --json")).Ended(0);
        Assert.Contains("as of 2026-01-02 03:04 UTC", ShellForest.Lines(move.Json).Single().Reason, StringComparison.Ordinal);
        await forest.Server.ExpectContact(user, DemoPool.R2, "erin@godwit.test", "Filed");
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_no_move_begins()
    {
        var user = await forest.NewUser(null);
        var before = (await forest.Shell("move list --json")).Ended(0).Json.GetArrayLength();
        var move = $"move --to r2pool.godwit.test --user {user}";
        Assert.Contains("that takes --force", (await forest.Shell($"{move} --data {Roster(user)}")).Ended(2).Error, StringComparison.Ordinal);
        Assert.Contains("--dry-run takes no --data", (await forest.Shell($"{move} --force --dry-run --data {Roster(user)}")).Ended(2).Error, StringComparison.Ordinal);
        Assert.Contains("no-such-file", (await forest.Shell($"{move} --force --data {_folder}/no-such-file")).Ended(2).Error, StringComparison.Ordinal);
        Assert.Contains("nobody was moved", (await forest.Shell($"{move} --force --data {Roster("nobody@godwit.test")}")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("There is no pool nowhere.godwit.test", (await forest.Shell($"move --to nowhere.godwit.test --user {user}")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Equal(before, (await forest.Shell("move list --json")).Ended(0).Json.GetArrayLength());
    }

    /// <summary>An export of a server of XMPP.</summary>
    private string Roster(params string[] users)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.xml");
        File.WriteAllText(file, "<server-data xmlns='urn:xmpp:pie:0'><host jid='godwit.test'>" + string.Concat(users.Select(u =>
            $"<user name='{u.Split('@')[0]}'><query xmlns='jabber:iq:roster'><item jid='erin@godwit.test' name='Erin' subscription='both'><group>Filed</group></item></query></user>")) + "</host></server-data>");
        return file;
    }
}
