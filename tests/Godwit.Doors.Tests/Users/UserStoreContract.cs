using CsCheck;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Users;

/// <summary>What every back end must do for homes and for moves; one class for each engine derives from this.</summary>
public abstract class UserStoreContract : IAsyncLifetime
{
    protected static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    protected static readonly SipAddress Bob = SipAddress.Parse("bob@godwit.test");

    protected abstract IUserStore Store { get; }

    protected abstract IBackEnd BackEnd { get; }

    /// <summary>Stops and starts the back end.</summary>
    protected abstract void Stop(bool stopped);

    /// <summary>Closes the back end and opens it again.</summary>
    protected abstract Task Reopen();

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public abstract ValueTask DisposeAsync();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Digest(UserData user) => Convert.ToHexString(UserParcels.Pack(user).Digest.Span);

    [Fact]
    public async Task A_user_who_never_saved_anything_has_no_data()
    {
        Assert.Null(await Store.Load(Alice, Cancel));
        Assert.Null(await Store.LoadAccount(Alice, Cancel));
    }

    [Fact]
    public async Task What_is_saved_is_loaded_also_after_a_restart()
    {
        var number = 0;
        await AnyUser.Named(Alice).Select(Gen.Int).SampleAsync(async (any, seed) =>
        {
            var user = any with { Address = SipAddress.Parse($"user{Interlocked.Increment(ref number)}@godwit.test") };
            await Store.Save(user.Address, AnyUser.Changes(user, new Random(seed)), Cancel);
            Assert.Equal(Digest(user), Digest((await Store.Load(user.Address, Cancel))!));
            Assert.Equal(user.Account, await Store.LoadAccount(user.Address, Cancel));
        }, iter: 60, threads: 1);
        var before = await Store.Load(SipAddress.Parse("user1@godwit.test"), Cancel);
        await Reopen();
        Assert.Equal(Digest(before!), Digest((await Store.Load(SipAddress.Parse("user1@godwit.test"), Cancel))!));
    }

    [Fact]
    public async Task The_rich_modes_are_those_of_the_users_who_live_here()
    {
        Assert.Empty(await Store.LoadRichModes(Cancel));
        await Store.Save(Alice, [new UserChange.AccountSet(UserAccount.New with { RichMode = true })], Cancel);
        await Store.Save(Bob, [new UserChange.AccountSet(UserAccount.New)], Cancel);
        Assert.Equal(Alice, Assert.Single(await Store.LoadRichModes(Cancel)));
        await BackEnd.Retire([Alice], DateTimeOffset.MaxValue, Cancel);
        Assert.Empty(await Store.LoadRichModes(Cancel));
    }

    [Fact]
    public async Task The_first_change_makes_the_user_with_the_values_of_a_new_account()
    {
        await Store.Save(Alice, [new UserChange.GroupPut(new ContactGroup(1, "~", ""))], Cancel);
        Assert.Equal(Digest(UserData.Empty(Alice)), Digest((await Store.Load(Alice, Cancel))!));
    }

    [Fact]
    public async Task Dropped_rows_are_gone_and_rows_put_again_are_replaced()
    {
        var contact = new Contact("bob@godwit.test", "Bob", [1], true, "", null);
        var publication = new Publication("note", 0, 300, 1, ExpireType.Static, null, DateTimeOffset.UnixEpoch, "<body/>", null);
        var member = new ContainerMember(32000, "user", "eve@godwit.test");
        await Store.Save(Alice,
        [
            new UserChange.ContactPut(contact), new UserChange.ContactPut(contact with { Uri = "BOB@godwit.test", Name = "Bobby" }),
            new UserChange.PublicationPut(publication), new UserChange.MemberPut(member), new UserChange.MemberDropped(member),
            new UserChange.AcePut(new Ace(AceType.User, "eve@godwit.test", "BD")), new UserChange.AceDropped(AceType.User, "eve@godwit.test"),
        ], Cancel);
        var user = (await Store.Load(Alice, Cancel))!;
        Assert.Equal("Bobby", Assert.Single(user.Contacts).Name);
        Assert.Equal(publication, Assert.Single(user.Publications));
        Assert.Empty(user.Members);
        Assert.Empty(user.Aces);

        await Store.Save(Alice, [new UserChange.ContactDropped("Bob@Godwit.Test"), new UserChange.PublicationDropped("note", 0, 300)], Cancel);
        user = (await Store.Load(Alice, Cancel))!;
        Assert.Empty(user.Contacts);
        Assert.Empty(user.Publications);
    }

    [Fact]
    public async Task Many_users_may_save_at_once()
    {
        var users = Enumerable.Range(0, 300).Select(i => SipAddress.Parse($"u{i}@godwit.test")).ToArray();
        await Task.WhenAll(users.Select(user => Store.Save(user, [new UserChange.SubscriberPut(new Subscriber(user.Value, "me", false))], Cancel)));
        foreach (var user in users) Assert.Equal(user.Value, Assert.Single((await Store.Load(user, Cancel))!.Subscribers).Address);
    }

    [Fact]
    public async Task A_stopped_back_end_is_not_available_to_anybody_and_has_everything_when_it_is_back()
    {
        await Store.Save(Alice, [], Cancel);
        Stop(true);
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => Store.Load(Alice, Cancel));
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => Store.LoadAccount(Alice, Cancel));
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => Store.Save(Alice, [], Cancel));
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => BackEnd.Export([Alice], Cancel));
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => BackEnd.Import([], Cancel));
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => BackEnd.ReadBack([Alice], Cancel));
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => BackEnd.Retire([Alice], DateTimeOffset.UnixEpoch, Cancel));
        Stop(false);
        Assert.NotNull(await Store.Load(Alice, Cancel));
    }
}
