using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Directories;

/// <summary>What every directory must do for pools and the move engine; editing and secrets only where the directory is ours.</summary>
public abstract partial class DirectoryContract : IAsyncLifetime
{
    protected const string Lcs = "lcs01.godwit.test";
    protected const string R2 = "r2pool.godwit.test";
    protected static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    protected static readonly SipAddress Bob = SipAddress.Parse("bob@godwit.test");

    protected abstract IUserDirectory Users { get; }

    protected abstract IGroupDirectory Groups { get; }

    protected abstract IHomeSwitch Homes { get; }

    protected abstract IDirectoryEditor Editor { get; }

    protected abstract IUserSecrets Secrets { get; }

    /// <summary>The pool's object as this directory would name it.</summary>
    protected abstract PoolRecord Pool(string fqdn, PoolGeneration generation);

    protected abstract Task Reopen();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        await Editor.AddPool(Pool(Lcs, PoolGeneration.Lcs2005Sp1), Cancel);
        await Editor.AddPool(Pool(R2, PoolGeneration.Ocs2007R2), Cancel);
    }

    public abstract ValueTask DisposeAsync();

    protected static NewUser NewUser(SipAddress address, string? home, string? login = null, string password = "Kestrel-7-wing") =>
        new(address, login ?? address.User, char.ToUpperInvariant(address.User[0]) + address.User[1..], address.Value, "Sales", home, EnhancedPresence: true, password)
        {
            Card = new Dictionary<string, string> { ["title"] = "Clerk", ["telephoneNumber"] = "+49 30 1" },
        };

    private Task<EditResult> Add(SipAddress address, string? home) => Editor.Add([NewUser(address, home)], Cancel);

    private async Task<HomeChangeResult> Switch(SipAddress user, string? expectedHome, string? expectedTarget, string? home, string? target) =>
        Assert.Single(await Homes.Apply([new HomeChange(user, expectedHome, expectedTarget, home, target)], Cancel));

    private async Task<List<DirectoryUser>> All()
    {
        var users = new List<DirectoryUser>();
        await foreach (var user in Users.List(Cancel)) users.Add(user);
        return users;
    }

    [Fact]
    public async Task A_new_user_is_found_with_all_that_was_given_also_after_a_restart()
    {
        Assert.Equal(EditResult.Done, await Add(Alice, Lcs));
        for (var round = 0; round < 2; round++)
        {
            var user = (await Users.Find(Alice, Cancel))!;
            Assert.Equal((Alice, "alice", "Alice", "alice@godwit.test", true, Lcs, null, true),
                (user.Address, user.Login, user.DisplayName, user.Mail, user.Enabled, user.HomePool, user.TargetPool, user.EnhancedPresenceEnabled));
            Assert.Equal("Clerk", user.Card["title"]);
            Assert.Equal(2, user.Card.Count);
            Assert.True(DistinguishedName.Parse(user.Dn).IsUnder(DistinguishedName.Parse("ou=SALES, dc=godwit, dc=test")));
            await Reopen();
        }
    }

    [Fact]
    public async Task Who_is_unknown_is_not_found()
    {
        Assert.Null(await Users.Find(Alice, Cancel));
        Assert.Null(await Secrets.Find("alice", Cancel));
        Assert.Equal(EditResult.NoSuchUser, await Editor.SetEnabled(Alice, false, Cancel));
        Assert.Equal(HomeChangeResult.NoSuchUser, await Switch(Alice, null, null, Lcs, null));
    }

    [Fact]
    public async Task A_duplicate_address_login_or_an_unknown_pool_is_refused_and_nobody_of_the_call_is_added()
    {
        await Add(Alice, Lcs);
        Assert.Equal(EditResult.AddressInUse, await Editor.Add([NewUser(Bob, Lcs), NewUser(Alice, Lcs, "alice2")], Cancel));
        Assert.Equal(EditResult.AddressInUse, await Editor.Add([NewUser(SipAddress.Parse("sip:ALICE@Godwit.test"), Lcs, "alice2")], Cancel));
        Assert.Equal(EditResult.LoginInUse, await Editor.Add([NewUser(Bob, Lcs, "ALICE")], Cancel));
        Assert.Equal(EditResult.NoSuchPool, await Add(Bob, "nowhere.godwit.test"));
        Assert.Null(await Users.Find(Bob, Cancel));
        Assert.Equal(EditResult.Done, await Add(Bob, Lcs));
    }

    [Fact]
    public async Task Two_users_of_one_name_in_one_unit_are_two_objects()
    {
        await Editor.Add([NewUser(Alice, Lcs) with { DisplayName = "Smith, Ann" }, NewUser(Bob, Lcs) with { DisplayName = "Smith, Ann" }], Cancel);
        var all = await All();
        Assert.Equal(2, all.Select(user => DistinguishedName.Parse(user.Dn)).Distinct().Count());
        Assert.All(all, user => Assert.True(DistinguishedName.Parse(user.Dn).IsUnder(DistinguishedName.Parse("OU=Sales,DC=godwit,DC=test"))));
    }

    [Fact]
    public async Task Users_are_listed_by_address_however_many_there_are()
    {
        await Editor.Add([.. Enumerable.Range(0, 2500).Select(i => NewUser(SipAddress.Parse($"u{i}@godwit.test"), Lcs))], Cancel);
        var all = await All();
        Assert.Equal(2500, all.Count);
        Assert.Equal(all.OrderBy(user => user.Address).Select(user => user.Address), all.Select(user => user.Address));
    }

    [Fact]
    public async Task A_switch_happens_only_if_home_and_target_are_as_expected()
    {
        await Add(Alice, Lcs);
        Assert.Equal(HomeChangeResult.ChangedUnderneath, await Switch(Alice, R2, null, R2, null));
        Assert.Equal(HomeChangeResult.ChangedUnderneath, await Switch(Alice, Lcs, R2, R2, null));
        Assert.Equal(HomeChangeResult.ChangedUnderneath, await Switch(Alice, null, null, R2, null));
        Assert.Equal(HomeChangeResult.Done, await Switch(Alice, "LCS01.godwit.test", null, Lcs, R2));
        var marked = (await Users.Find(Alice, Cancel))!;
        Assert.Equal((Lcs, R2), (marked.HomePool, marked.TargetPool));
        Assert.Equal(HomeChangeResult.ChangedUnderneath, await Switch(Alice, Lcs, null, R2, null));
        Assert.Equal(HomeChangeResult.Done, await Switch(Alice, Lcs, R2, R2, null));
        await Reopen();
        var moved = (await Users.Find(Alice, Cancel))!;
        Assert.Equal((R2, null), (moved.HomePool, moved.TargetPool));
        Assert.True(moved.Revision > marked.Revision);
    }

    [Fact]
    public async Task Nobody_is_switched_to_a_pool_that_is_not_in_the_forest()
    {
        await Add(Alice, Lcs);
        Assert.Equal(HomeChangeResult.ChangedUnderneath, await Switch(Alice, Lcs, null, "gone.godwit.test", null));
        Assert.Equal(Lcs, (await Users.Find(Alice, Cancel))!.HomePool);
    }

    [Fact]
    public async Task Many_switches_in_one_call_succeed_or_fail_each_by_itself()
    {
        var users = Enumerable.Range(0, 100).Select(i => SipAddress.Parse($"u{i}@godwit.test")).ToArray();
        await Editor.Add([.. users.Select((user, i) => NewUser(user, i % 2 == 0 ? Lcs : R2))], Cancel);
        var results = await Homes.Apply([.. users.Select(user => new HomeChange(user, Lcs, null, R2, null))], Cancel);
        Assert.Equal(users.Select((_, i) => i % 2 == 0 ? HomeChangeResult.Done : HomeChangeResult.ChangedUnderneath), results);
        Assert.All(await All(), user => Assert.Equal(R2, user.HomePool));
    }

    [Fact]
    public async Task Of_many_who_switch_the_same_user_at_once_exactly_one_wins()
    {
        await Add(Alice, null);
        for (var round = 0; round < 10; round++)
        {
            var (from, to) = round % 2 == 0 ? ((string?)null, Lcs) : (Lcs, null);
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Switch(Alice, from, null, to, null))));
            Assert.Single(results, result => result == HomeChangeResult.Done);
        }
    }

    [Fact]
    public async Task Users_of_a_removed_pool_are_unassigned_and_come_back_with_it()
    {
        await Editor.Add([NewUser(Alice, Lcs), NewUser(Bob, R2)], Cancel);
        var before = (await Users.ChangesSince(0, Cancel))[^1].Revision;
        await Editor.RemovePool(Lcs, Cancel);
        var gone = Assert.Single(await Users.ChangesSince(before, Cancel));
        Assert.Equal((Alice, null), (gone.Address, gone.User!.HomePool));
        Assert.Equal(R2, Assert.Single(await Users.Pools(Cancel)).Fqdn);
        Assert.Equal(HomeChangeResult.ChangedUnderneath, await Switch(Alice, Lcs, null, R2, null));

        await Editor.AddPool(Pool(Lcs, PoolGeneration.Lcs2005Sp1), Cancel);
        Assert.Equal(Lcs, Assert.Single(await Users.ChangesSince(gone.Revision, Cancel)).User!.HomePool);
        await Editor.RemovePool(Lcs, Cancel);
        Assert.Equal(HomeChangeResult.Done, await Switch(Alice, null, null, R2, null));
    }

    [Fact]
    public async Task Pools_keep_what_they_are()
    {
        await Reopen();
        Assert.Equal([Pool(Lcs, PoolGeneration.Lcs2005Sp1), Pool(R2, PoolGeneration.Ocs2007R2)], await Users.Pools(Cancel));
        await Editor.AddPool(Pool(Lcs, PoolGeneration.Ocs2007) with { Edition = PoolEdition.Enterprise }, Cancel);
        Assert.Equal(Pool(Lcs, PoolGeneration.Ocs2007) with { Edition = PoolEdition.Enterprise }, (await Users.Pools(Cancel))[0]);
    }

    [Fact]
    public async Task Flags_are_set_and_cleared()
    {
        await Add(Alice, Lcs);
        await Editor.SetEnabled(Alice, false, Cancel);
        await Editor.SetEnhancedPresence(Alice, false, Cancel);
        var user = (await Users.Find(Alice, Cancel))!;
        Assert.False(user.Enabled);
        Assert.False(user.EnhancedPresenceEnabled);
        await Editor.SetEnabled(Alice, true, Cancel);
        await Editor.SetEnhancedPresence(Alice, true, Cancel);
        user = (await Users.Find(Alice, Cancel))!;
        Assert.True(user.Enabled);
        Assert.True(user.EnhancedPresenceEnabled);
    }

    [Fact]
    public async Task The_feed_gives_every_user_once_in_order_and_then_what_changes()
    {
        await Editor.Add([.. Enumerable.Range(0, 1500).Select(i => NewUser(SipAddress.Parse($"u{i}@godwit.test"), Lcs))], Cancel);
        var seen = new List<DirectoryChange>();
        while (await Users.ChangesSince(seen.Count == 0 ? 0 : seen[^1].Revision, Cancel) is { Count: > 0 } changes)
        {
            Assert.True(changes.Count <= 1000);
            seen.AddRange(changes);
        }
        Assert.Equal(1500, seen.Select(change => change.Address).Distinct().Count());
        Assert.Equal(seen.Select(change => change.Revision).Order(), seen.Select(change => change.Revision));

        await Editor.SetEnabled(SipAddress.Parse("u7@godwit.test"), false, Cancel);
        Assert.False(Assert.Single(await Users.ChangesSince(seen[^1].Revision, Cancel)).User!.Enabled);
    }

    [Fact]
    public async Task Waiting_ends_with_the_next_change_and_at_once_when_there_is_one_already()
    {
        await Add(Alice, Lcs);
        var revision = (await Users.Find(Alice, Cancel))!.Revision;
        await Users.WaitForChange(0, Cancel);
        var user = Users.WaitForChange(revision, Cancel);
        await Users.Pools(Cancel);
        Assert.False(user.IsCompleted);
        await Editor.SetEnabled(Alice, false, Cancel);
        await user.WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        // As the replicator does: whoever has read the pools after that misses no change of them.
        var pool = Users.WaitForChange((await Users.Find(Alice, Cancel))!.Revision, Cancel);
        await Users.Pools(Cancel);
        Assert.False(pool.IsCompleted);
        await Editor.RemovePool(R2, Cancel);
        await pool.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task A_replicated_view_follows_users_and_pools()
    {
        var view = new ForestView();
        using var replicator = new UserReplicator(Users, view);
        await Add(Alice, Lcs);
        await replicator.CatchUp(Cancel);
        Assert.Equal(Lcs, view.Find(Alice)!.HomePool);
        await Editor.RemovePool(Lcs, Cancel);
        await replicator.CatchUp(Cancel);
        Assert.Null(view.Find(Alice)!.HomePool);
        Assert.Null(view.FindPool(Lcs));
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("ALICE")]
    [InlineData("Alice@Godwit.test")]
    [InlineData("sip:alice@godwit.test")]
    public async Task Secrets_are_found_by_any_name(string login)
    {
        await Editor.Add([NewUser(Alice, Lcs), NewUser(Bob, Lcs, password: "other")], Cancel);
        var secrets = (await Secrets.Find(login, Cancel))!;
        Assert.Equal(Alice, secrets.Address);
        Assert.NotEqual(Convert.ToHexString((await Secrets.Find("bob", Cancel))!.NtHash), Convert.ToHexString(secrets.NtHash));
    }

    [Fact]
    public async Task The_secrets_of_a_password_are_those_of_the_standards()
    {
        // NT hash of "password"; HA1s by `printf 'alice:godwit.test:password' | md5sum` and sha256sum.
        await Editor.Add([NewUser(Alice, Lcs, password: "password")], Cancel);
        await Reopen();
        var secrets = (await Secrets.Find("alice", Cancel))!;
        Assert.Equal("8846F7EAEE8FB117AD06BDD830B7586C", Convert.ToHexString(secrets.NtHash));
        Assert.Equal(6, secrets.Digests.Count);
        Assert.Equal("88201E1B6DED9D7E9D55EFC43A959E50", Convert.ToHexString(Digest(secrets, DigestAlgorithm.Md5, "alice")));
        Assert.Equal("3F537588914933F0709EA3B6AF30D9D082F1F8386933CE1806827737281EAC4E", Convert.ToHexString(Digest(secrets, DigestAlgorithm.Sha256, "alice")));
        Digest(secrets, DigestAlgorithm.Md5, "alice@godwit.test");
        Digest(secrets, DigestAlgorithm.Sha256, @"GODWIT\alice");
        Assert.DoesNotContain("8846", secrets.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Digest(UserSecrets secrets, DigestAlgorithm algorithm, string username) =>
        Assert.Single(secrets.Digests, digest => digest.Algorithm == algorithm && digest.Username == username).Ha1;
}
