using Godwit.Admin.Moves;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Day;

/// <summary>"Added you", between any two pools, in the words of each client.</summary>
public class AddedYouTests(Forest forest)
{
    private static readonly PoolMode Lcs = new(DemoPool.Lcs, false);
    private static readonly PoolMode OcsLegacy = new(DemoPool.Ocs, false);
    private static readonly PoolMode R2 = new(DemoPool.R2, true);

    public static TheoryData<PoolMode, PoolMode> Pairs => new() { { Lcs, Lcs }, { Lcs, R2 }, { OcsLegacy, Lcs }, { R2, R2 }, { R2, Lcs } };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Who_was_added_is_told_once_and_answers_for_good(PoolMode of, PoolMode by)
    {
        var (user, other) = (await forest.NewUser(of.Pool, of.Enhanced), await forest.NewUser(by.Pool, by.Enhanced));
        await using (var client = await forest.SignIn(user, of.Pool))
        {
            await client.ExpectContacts(_ => true);
            await using var adding = await forest.SignIn(other, by.Pool);
            await adding.Do($"add {user} Friends");
            await IsTold(client, of, other);
            await adding.IsTold("<addedContact", user);
            await adding.Do($"remove {user} Friends");
            await adding.IsTold("<deletedContact", user);
            await client.Expect(ProbeEvent.Sent, e => e.Text.Contains(other, StringComparison.Ordinal)
                && e.Text.Contains(of.Enhanced ? "setSubscribers" : "setACE", StringComparison.Ordinal));
            await client.SignOut();
            await adding.SignOut();
        }

        await using var again = await forest.SignIn(user, of.Pool);
        await again.ExpectContacts(_ => true);
        await using (var adding = await forest.SignIn(other, by.Pool))
        {
            await adding.Do($"add {user} Friends");
            await adding.IsTold("<addedContact", user);
            await adding.Expect("buddy-signed-on", e => e.Buddy.Who == user);
        }

        Assert.DoesNotContain(again.Events, e => Unanswered(e, of, other));
    }

    [Fact]
    public async Task Who_was_added_while_away_and_was_moved_is_told_at_the_next_sign_in()
    {
        var (user, other) = (await forest.NewUser(DemoPool.Lcs), await forest.NewUser(DemoPool.Ocs));
        await using (var adding = await forest.SignIn(other, DemoPool.Ocs))
        {
            await adding.Do($"add {user} Friends");
            await adding.IsTold("<addedContact", user);
            await adding.IsTold($"uri=\"sip:{user}\"", "state");
        }

        await Move(user, DemoPool.R2);
        await Move(other, DemoPool.R2);
        await using var client = await forest.SignIn(user, DemoPool.R2);
        await IsTold(client, R2, other);
    }

    private static Task<ProbeEvent> IsTold(SipeProbe client, PoolMode mode, string other) => client.Expect(ProbeEvent.Received, e => Unanswered(e, mode, other));

    private static bool Unanswered(ProbeEvent e, PoolMode mode, string other) => e.Name == ProbeEvent.Received && e.Text.Contains(
        mode.Enhanced ? $"<subscriber user=\"{other}\" displayName=\"{NameOf(other)}\" acknowledged=\"false\"" : $"<watcher uri=\"sip:{other}\"", StringComparison.Ordinal);

    /// <summary>As the admin API names who is added without a name.</summary>
    private static string NameOf(string address) => char.ToUpperInvariant(address[0]) + address[1..address.IndexOf('@', StringComparison.Ordinal)];

    private async Task Move(string user, DemoPool target)
    {
        var cancel = TestContext.Current.CancellationToken;
        var move = await forest.Server.Admin.Move(new StartMove(target.Fqdn) { Users = [user] }, cancel);
        if (move.State == "running")
            await foreach (var _ in forest.Server.Admin.Watch(move.Id, cancel))
            {
            }

        Assert.Equal("moved", (await forest.Server.Admin.MoveReport(move.Id, cancel)).Users.Single().Outcome);
    }
}
