using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

[Collection(ShellCollection.Name)]
public class MoveVerbTests(ShellForest forest)
{
    [Fact]
    public async Task A_dry_run_has_the_shape_of_a_move_an_entry_for_each_user_and_changes_nothing()
    {
        var (here, there) = (await forest.NewUser(DemoPool.Lcs), await forest.NewUser(DemoPool.R2));
        var plan = (await forest.Shell($"move --to r2pool.godwit.test --user {here} --user SIP:{there.ToUpperInvariant()} --user nobody@godwit.test --user {here} --dry-run --json")).Ended(1).Json;

        Assert.Equal("", plan.GetProperty("id").GetString());
        Assert.Equal((1, 1, 0), ShellForest.Numbers(plan));
        Assert.Equal([(here, "moved"), (there, "unchanged"), ("nobody@godwit.test", "refused")], ShellForest.Lines(plan).Select(l => (l.Address, l.Outcome)));
        Assert.Equal(DemoPool.Lcs.Fqdn, await forest.Home(here));

        // Words say the same.
        var words = (await forest.Shell($"move --to r2pool.godwit.test --user {here} --dry-run")).Ended(0);
        Assert.Contains("Nothing was changed", words.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_ends_with_a_line_for_each_user_and_can_be_looked_up()
    {
        var (one, two) = (await forest.NewUser(DemoPool.Lcs), await forest.NewUser(null));
        var move = (await forest.Shell($"move --to OCS07.godwit.test --user {one} --user {two} --json")).Ended(0).Json;
        Assert.Equal((2, 0, 0), ShellForest.Numbers(move));
        Assert.All(ShellForest.Lines(move), l => Assert.True(l is { Outcome: "moved", Reason: "", Lost: [] }));
        Assert.Equal((DemoPool.Ocs.Fqdn, DemoPool.Ocs.Fqdn), (await forest.Home(one), await forest.Home(two)));

        var id = move.GetProperty("id").GetString()!;
        Assert.Contains(id, (await forest.Shell("move list --json")).Ended(0).Json.EnumerateArray().Select(m => m.GetProperty("id").GetString()));
        Assert.Equal((2, 0, 0), ShellForest.Numbers((await forest.Shell($"move show {id} --json")).Ended(0).Json));
        Assert.Equal(ShellForest.Lines(move).Select(l => l.Address), ShellForest.Lines((await forest.Shell($"move report {id} --json")).Ended(0).Json).Select(l => l.Address));
        Assert.Contains(one, (await forest.Shell($"move report {id}")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Contains("no-such-move", (await forest.Shell("move report no-such-move")).Ended(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_move_is_done_with_and_says_for_whom_nothing_was_to_be_done()
    {
        var (one, two) = (await forest.NewUser(DemoPool.Lcs), await forest.NewUser(DemoPool.Ocs));
        var move = $"move --to r2pool.godwit.test --user {one} --user {two}";
        (await forest.Shell(move)).Ended(0);

        var again = (await forest.Shell(move + " --json")).Ended(0).Json;
        Assert.Equal((0, 0, 0), ShellForest.Numbers(again));
        Assert.Equal(2, again.GetProperty("unchanged").GetInt32());
        Assert.All(ShellForest.Lines(again), l => Assert.True(l is { Outcome: "unchanged", Lost: [] } && l.Reason.Contains("already", StringComparison.Ordinal)));

        var words = (await forest.Shell(move)).Ended(0).Out;
        Assert.Contains("0 moved, 2 there already, 0 refused, 0 failed", words, StringComparison.Ordinal);
        Assert.Contains(one, words, StringComparison.Ordinal);
        // Of a user who is nowhere it does not make up for that the others are there.
        (await forest.Shell(move + " --user nobody@godwit.test")).Ended(1);
    }

    [Fact]
    public async Task A_move_is_undone_with_what_was_changed_since_and_shows_it()
    {
        var (one, two) = (await forest.NewUser(DemoPool.Ocs), await forest.NewUser(null));
        var id = (await forest.Shell($"move --to r2pool.godwit.test --user {one} --user {two} --json")).Ended(0).Json.GetProperty("id").GetString()!;
        await forest.Server.AddContact(one, DemoPool.R2, "erin@godwit.test", "Later");

        Assert.Contains("Nothing was changed", (await forest.Shell($"move undo {id} --dry-run")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Equal(DemoPool.R2.Fqdn, await forest.Home(one));
        var undo = (await forest.Shell($"move undo {id} --json")).Ended(0).Json;
        Assert.Equal((2, 0, 0), ShellForest.Numbers(undo));
        Assert.Equal(id, undo.GetProperty("undoes").GetString());
        Assert.Equal((DemoPool.Ocs.Fqdn, ""), (await forest.Home(one), await forest.Home(two)));
        await forest.Server.ExpectContact(one, DemoPool.Ocs, "erin@godwit.test", "Later");

        var by = undo.GetProperty("id").GetString()!;
        var report = (await forest.Shell($"move report {id} --json")).Ended(0).Json;
        Assert.Equal(2, report.GetProperty("undone").GetInt32());
        Assert.All(report.GetProperty("users").EnumerateArray(), u => Assert.Equal(("undone", by), (u.GetProperty("outcome").GetString(), u.GetProperty("undoneBy").GetString())));
        Assert.Contains($"undone by {by}", (await forest.Shell($"move report {id}")).Ended(0).Out, StringComparison.Ordinal);

        Assert.Contains("not in move", (await forest.Shell($"move undo {id} --user alice@godwit.test")).Ended(1).Out, StringComparison.Ordinal);
        Assert.Contains("no-such-move", (await forest.Shell("move undo no-such-move")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("junk", (await forest.Shell($"move undo {id} --user junk")).Ended(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_refusal_says_why()
    {
        var (off, rich) = (await forest.NewUser(DemoPool.R2), await forest.NewUser(DemoPool.R2));
        (await forest.Shell($"user disable {off}")).Ended(0);
        // The first sign-in of a new client sets the mode for ever.
        await using (await Clients.SipeProbe.SignIn(Forest.Client(forest.Server, rich, DemoPool.R2) with { UserAgent = UserAgents.Communicator2007 }))
        {
        }

        Assert.True((await forest.Shell($"user show {rich} --json")).Json.GetProperty("enhancedPresence").GetProperty("mode").GetBoolean());
        var answer = (await forest.Shell($"move --to lcs01.godwit.test --user {off} --user {rich} --user nobody@godwit.test --json")).Ended(1);
        Assert.Equal((0, 3, 0), ShellForest.Numbers(answer.Json));
        var why = ShellForest.Lines(answer.Json).ToDictionary(l => l.Address, l => l.Reason);
        Assert.Contains("not enabled", why[off], StringComparison.Ordinal);
        Assert.Contains("enhanced presence", why[rich], StringComparison.Ordinal);
        Assert.Contains("no user", why["nobody@godwit.test"], StringComparison.Ordinal);

        Assert.Contains("no.godwit.test", (await forest.Shell($"move --to no.godwit.test --user {off}")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("no.godwit.test", (await forest.Shell("move --to lcs01.godwit.test --from no.godwit.test")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("Nowhere", (await forest.Shell("move --to lcs01.godwit.test --ou Nowhere")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("junk", (await forest.Shell("move --to lcs01.godwit.test --user junk")).Ended(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_users_of_an_organizational_unit_are_meant_wherever_they_are_homed()
    {
        var plan = (await forest.Shell("move --to r2pool.godwit.test --ou Sales --dry-run --json")).Json;
        var sales = (await forest.Shell("user list --json")).Json.EnumerateArray().Where(u => u.GetProperty("dn").GetString()!.Contains("OU=Sales,", StringComparison.Ordinal)).Select(u => u.GetProperty("address").GetString());
        Assert.Equal(sales.Order(StringComparer.Ordinal), ShellForest.Lines(plan).Select(l => l.Address).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_names_the_users_with_or_without_a_header()
    {
        var (one, two) = (await forest.NewUser(DemoPool.Lcs), await forest.NewUser(DemoPool.Lcs));
        var file = Write($"user\n{one}\n\nsip:{two.ToUpperInvariant()}\n");
        var move = (await forest.Server.Shell("move", "--to", DemoPool.R2.Fqdn, "--file", file, "--json")).Ended(0).Json;
        Assert.Equal([one, two], ShellForest.Lines(move).Select(l => l.Address));
        Assert.Equal(DemoPool.R2.Fqdn, await forest.Home(two));

        var bare = (await forest.Server.Shell("move", "--to", DemoPool.Ocs.Fqdn, "--file", Write(one + "\r\n"), "--json")).Ended(0).Json;
        Assert.Equal([one], ShellForest.Lines(bare).Select(l => l.Address));
    }

    [Fact]
    public async Task A_bad_line_is_named_by_its_number_and_nobody_moves()
    {
        var user = await forest.NewUser(DemoPool.Lcs);
        var answer = (await forest.Server.Shell("move", "--to", DemoPool.R2.Fqdn, "--file", Write($"user\n{user}\nnot an address\n"), "--json")).Ended(2);
        Assert.Contains("line 3", answer.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(DemoPool.Lcs.Fqdn, await forest.Home(user));

        Assert.Contains("names no users", (await forest.Server.Shell("move", "--to", DemoPool.R2.Fqdn, "--file", Write(""))).Ended(2).Error, StringComparison.Ordinal);
        Assert.Contains("nothing-here.csv", (await forest.Server.Shell("move", "--to", DemoPool.R2.Fqdn, "--file", "nothing-here.csv")).Ended(2).Error, StringComparison.Ordinal);
    }

    private string Write(string text)
    {
        var file = Path.Combine(forest.Server.Folder, $"users-{Guid.NewGuid():N}.csv");
        File.WriteAllText(file, text);
        return file;
    }
}
