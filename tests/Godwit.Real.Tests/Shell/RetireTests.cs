using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>A pool that goes for good, in a demo of its own.</summary>
public class RetireTests
{
    [Fact]
    public async Task Retiring_names_who_is_in_the_way_and_by_force_leaves_them_unassigned_with_their_data()
    {
        await using var server = await GodwitProcess.Start(users: 6);
        string[] people = ["alice@godwit.test", "bob@godwit.test"];

        var refused = await server.Shell("pool retire lcs01.godwit.test");
        Assert.All(people, p => Assert.Contains(p, refused.Ended(1).Out, StringComparison.Ordinal));
        Assert.Equal(people, (await server.Shell("pool retire lcs01.godwit.test --json")).Ended(1).Json.GetProperty("users").EnumerateArray().Select(u => u.GetString()!));
        (await server.Shell("pool retire no.godwit.test")).Ended(1);

        await server.AddContact("alice@godwit.test", DemoPool.Lcs, "erin@godwit.test", "Retired");

        (await server.Shell("pool retire lcs01.godwit.test --force")).Ended(0);
        foreach (var person in people) Assert.Equal("", (await server.Shell($"user show {person} --json")).Ended(0).Json.GetProperty("home").GetString());
        Assert.DoesNotContain("lcs01", (await server.Shell("pool list")).Ended(0).Out, StringComparison.Ordinal);

        // It is still gone after a crash, and what it held is still there.
        await server.Kill();
        await server.Run();
        Assert.DoesNotContain("lcs01", (await server.Shell("pool list")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Contains("lcs01", (await server.Shell("pool list --retired")).Ended(0).Out, StringComparison.Ordinal);
        (await server.Shell("pool retire ocs07.godwit.test --delete-data all")).Ended(2);
        Assert.Contains("all is well", (await server.Shell("move doctor")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await server.Shell("move doctor --last --json")).Ended(0).Json.GetProperty("found").GetInt32());
        var move = (await server.Shell("move --to r2pool.godwit.test --unassigned --json")).Ended(0).Json;
        Assert.Equal(people, ShellForest.Lines(move).Select(l => l.Address));
        await server.ExpectContact("alice@godwit.test", DemoPool.R2, "erin@godwit.test", "Retired");
        Assert.Empty(ShellForest.Lines((await server.Shell("move --to r2pool.godwit.test --unassigned --json")).Ended(0).Json));
    }
}
