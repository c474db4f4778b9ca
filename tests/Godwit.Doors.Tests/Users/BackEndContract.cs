using CsCheck;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Users;

/// <summary>What a move needs of every back end: the three states of a copy and what leads from one to another.</summary>
public abstract partial class BackEndContract : UserStoreContract
{
    private static readonly DateTimeOffset Later = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static UserParcel Parcel(SipAddress user, string contact) =>
        UserParcels.Pack(UserData.Empty(user) with { Contacts = [new Contact(contact, "", [1], true, "", null)] });

    private async Task<string> Contact(SipAddress user) => Assert.Single((await Store.Load(user, Cancel))!.Contacts).Uri;

    [Fact]
    public async Task Import_and_export_give_the_same_bytes_for_any_user()
    {
        var number = 0;
        await AnyUser.Named(Alice).List[1, 4].SampleAsync(async any =>
        {
            var parcels = any.Select(user => UserParcels.Pack(user with { Address = SipAddress.Parse($"user{Interlocked.Increment(ref number)}@godwit.test") })).ToArray();
            var users = parcels.Select(parcel => parcel.User).ToArray();
            await BackEnd.Import(parcels, Cancel);
            var exported = await BackEnd.Export(users, Cancel);
            var digests = await BackEnd.ReadBack(users, Cancel);
            for (var i = 0; i < parcels.Length; i++)
            {
                Assert.Equal(parcels[i].Content.ToArray(), exported[i].Content.ToArray());
                Assert.Equal(parcels[i].Digest.ToArray(), exported[i].Digest.ToArray());
                Assert.Equal(parcels[i].Digest.ToArray(), digests[i]!.Value.ToArray());
            }
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task The_order_in_which_a_user_was_made_does_not_show_in_her_parcel()
    {
        var number = 0;
        await AnyUser.Named(Alice).Select(Gen.Int).SampleAsync(async (any, seed) =>
        {
            var user = any with { Address = SipAddress.Parse($"user{Interlocked.Increment(ref number)}@godwit.test") };
            await Store.Save(user.Address, AnyUser.Changes(user, new Random(seed)), Cancel);
            Assert.Equal(UserParcels.Pack(user).Content.ToArray(), (await BackEnd.Export([user.Address], Cancel))[0].Content.ToArray());
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task A_user_without_data_exports_as_empty_and_reads_back_as_nothing()
    {
        Assert.Equal(UserParcels.Pack(UserData.Empty(Alice)).Digest.ToArray(), (await BackEnd.Export([Alice], Cancel))[0].Digest.ToArray());
        Assert.Null((await BackEnd.ReadBack([Alice], Cancel))[0]);
    }

    [Fact]
    public async Task An_arriving_copy_is_read_by_the_home_and_becomes_hers_when_she_is_settled_or_writes()
    {
        await BackEnd.Import([Parcel(Alice, "x@godwit.test"), Parcel(Bob, "y@godwit.test")], Cancel);
        Assert.Equal("x@godwit.test", await Contact(Alice));
        Assert.Equal(UserAccount.New, await Store.LoadAccount(Alice, Cancel));
        await BackEnd.Settle([Alice], Cancel);
        await BackEnd.Settle([Alice], Cancel);
        await Store.Save(Bob, [], Cancel);
        await BackEnd.Abandon([Alice, Bob], Cancel);
        Assert.Equal("x@godwit.test", await Contact(Alice));
        Assert.Equal("y@godwit.test", await Contact(Bob));
    }

    [Fact]
    public async Task Replace_makes_the_parcel_the_homed_copy_whatever_was_there()
    {
        await BackEnd.Import([Parcel(Alice, "old@godwit.test")], Cancel);
        await BackEnd.Settle([Alice], Cancel);
        UserParcel[] parcels = [Parcel(Alice, "new@godwit.test"), Parcel(Bob, "first@godwit.test")];
        await BackEnd.Replace(parcels, Cancel);
        await BackEnd.Replace(parcels, Cancel);
        await BackEnd.Abandon([Alice, Bob], Cancel);
        Assert.Equal("new@godwit.test", await Contact(Alice));
        Assert.Equal("first@godwit.test", await Contact(Bob));
        await Store.Save(Alice, [new UserChange.ContactDropped("new@godwit.test")], Cancel);
        Assert.Empty((await Store.Load(Alice, Cancel))!.Contacts);
    }

    [Fact]
    public async Task An_undo_copy_is_not_read_and_not_written_by_the_home()
    {
        await BackEnd.Import([Parcel(Alice, "x@godwit.test")], Cancel);
        await BackEnd.Settle([Alice], Cancel);
        await BackEnd.Retire([Alice], Later, Cancel);
        Assert.Null(await Store.Load(Alice, Cancel));
        Assert.Null(await Store.LoadAccount(Alice, Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Save(Alice, [], Cancel));
        Assert.Equal(Parcel(Alice, "x@godwit.test").Digest.ToArray(), (await BackEnd.ReadBack([Alice], Cancel))[0]!.Value.ToArray());
    }

    [Fact]
    public async Task Importing_again_replaces_an_arriving_or_left_copy_but_never_a_homed_one()
    {
        await BackEnd.Import([Parcel(Alice, "first@godwit.test")], Cancel);
        await BackEnd.Import([Parcel(Alice, "second@godwit.test")], Cancel);
        await BackEnd.Settle([Alice], Cancel);
        Assert.Equal("second@godwit.test", await Contact(Alice));

        await Assert.ThrowsAsync<InvalidOperationException>(() => BackEnd.Import([Parcel(Bob, "b@godwit.test"), Parcel(Alice, "third@godwit.test")], Cancel));
        Assert.Equal("second@godwit.test", await Contact(Alice));
        Assert.Null((await BackEnd.ReadBack([Bob], Cancel))[0]);

        await BackEnd.Retire([Alice], Later, Cancel);
        await BackEnd.Import([Parcel(Alice, "third@godwit.test")], Cancel);
        await BackEnd.Settle([Alice], Cancel);
        Assert.Equal("third@godwit.test", await Contact(Alice));
        await BackEnd.DropExpired(Later, Cancel);
        Assert.Equal("third@godwit.test", await Contact(Alice));
    }

    [Fact]
    public async Task Abandoning_drops_arriving_copies_only()
    {
        await BackEnd.Import([Parcel(Alice, "a@godwit.test"), Parcel(Bob, "b@godwit.test")], Cancel);
        await BackEnd.Settle([Bob], Cancel);
        await BackEnd.Abandon([Alice, Bob], Cancel);
        await BackEnd.Abandon([Alice, Bob], Cancel);
        Assert.Null((await BackEnd.ReadBack([Alice], Cancel))[0]);
        Assert.Equal("b@godwit.test", await Contact(Bob));
        await BackEnd.Retire([Bob], Later, Cancel);
        await BackEnd.Abandon([Bob], Cancel);
        Assert.NotNull((await BackEnd.ReadBack([Bob], Cancel))[0]);
    }

    [Fact]
    public async Task A_copy_left_behind_is_kept_until_its_time_and_can_be_settled_again()
    {
        await BackEnd.Import([Parcel(Alice, "a@godwit.test"), Parcel(Bob, "b@godwit.test")], Cancel);
        await BackEnd.Settle([Alice, Bob], Cancel);
        await BackEnd.Retire([Alice, Bob], Later, Cancel);
        Assert.Null(await Store.Load(Alice, Cancel));
        Assert.Equal(Parcel(Alice, "a@godwit.test").Digest.ToArray(), (await BackEnd.Export([Alice], Cancel))[0].Digest.ToArray());

        Assert.Equal(0, await BackEnd.DropExpired(Later.AddTicks(-1), Cancel));
        await BackEnd.Settle([Bob], Cancel);
        Assert.Equal(1, await BackEnd.DropExpired(Later, Cancel));
        Assert.Equal(0, await BackEnd.DropExpired(Later, Cancel));
        Assert.Null((await BackEnd.ReadBack([Alice], Cancel))[0]);
        Assert.Equal("b@godwit.test", await Contact(Bob));
    }

    [Fact]
    public async Task Copies_are_listed_by_address_with_what_they_are()
    {
        var carol = SipAddress.Parse("carol@godwit.test");
        await BackEnd.Import([Parcel(carol, "c@godwit.test"), Parcel(Bob, "b@godwit.test"), Parcel(Alice, "a@godwit.test")], Cancel);
        await BackEnd.Settle([Alice, carol], Cancel);
        await BackEnd.Retire([carol], Later, Cancel);
        Assert.Equal([new UserCopy(Alice, UserCopyState.Homed, null), new UserCopy(Bob, UserCopyState.Arriving, null)], await BackEnd.Copies(null, 2, Cancel));
        Assert.Equal([new UserCopy(carol, UserCopyState.Left, Later)], await BackEnd.Copies(Bob, 2, Cancel));
        Assert.Empty(await BackEnd.Copies(carol, 2, Cancel));
        Assert.Equal([Alice, carol], (await BackEnd.CopiesOf([carol, SipAddress.Parse("nobody@godwit.test"), Alice], Cancel)).Select(c => c.User).Order());

        // What is dropped is nobody's any more.
        await BackEnd.Abandon([Bob], Cancel);
        Assert.Equal([Alice, carol], (await BackEnd.Copies(null, 10, Cancel)).Select(c => c.User));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_whatever_it_was()
    {
        await BackEnd.Import([Parcel(Alice, "a@godwit.test"), Parcel(Bob, "b@godwit.test")], Cancel);
        await BackEnd.Settle([Alice], Cancel);
        await BackEnd.Delete([Alice], Cancel);
        await BackEnd.Delete([Alice], Cancel);
        Assert.Equal([Bob], (await BackEnd.Copies(null, 10, Cancel)).Select(c => c.User));
        Assert.Null(await Store.Load(Alice, Cancel));
        await BackEnd.Import([Parcel(Alice, "again@godwit.test")], Cancel);
        Assert.Equal("again@godwit.test", await Contact(Alice));
    }

    [Fact]
    public async Task A_parcel_that_is_none_changes_nothing()
    {
        var broken = Parcel(Bob, "b@godwit.test");
        broken = broken with { Content = broken.Content[..^10] };
        await Assert.ThrowsAsync<ParcelFormatException>(() => BackEnd.Import([Parcel(Alice, "a@godwit.test"), broken], Cancel));
        Assert.Null((await BackEnd.ReadBack([Alice], Cancel))[0]);
        await BackEnd.Import([Parcel(Alice, "a@godwit.test")], Cancel);
        Assert.NotNull((await BackEnd.ReadBack([Alice], Cancel))[0]);
    }

    [Fact]
    public async Task Parcel_that_nobody_has_looked_into_is_taken_as_well()
    {
        var parcel = Parcel(Alice, "a@godwit.test");
        await BackEnd.Import([new UserParcel(Alice, parcel.Content, parcel.Digest)], Cancel);
        Assert.Equal(parcel.Digest.ToArray(), (await BackEnd.ReadBack([Alice], Cancel))[0]!.Value.ToArray());
    }

    [Fact]
    public async Task Rows_of_many_users_do_not_mix()
    {
        // More rows than go into one statement, of users with very different numbers of them, some with none.
        var parcels = Enumerable.Range(0, 30).Select(i => UserParcels.Pack(UserData.Empty(SipAddress.Parse($"user{i}@godwit.test")) with
        {
            Contacts = [.. Enumerable.Range(0, i * 7 % 100).Select(c => new Contact($"contact{c:D3}@user{i}.test", $"{i}.{c}", [1], true, "", null))],
        })).ToArray();
        await BackEnd.Import(parcels, Cancel);
        var exported = await BackEnd.Export([.. parcels.Select(p => p.User)], Cancel);
        Assert.Equal(parcels.Select(p => Convert.ToHexString(p.Content.Span)), exported.Select(p => Convert.ToHexString(p.Content.Span)));
    }

    [Fact]
    public async Task A_survey_counts_what_a_copy_holds()
    {
        await BackEnd.Import([Parcel(Alice, "a@godwit.test")], Cancel);
        await AnyUser.Named(Bob).SampleAsync(async user =>
        {
            await BackEnd.Import([UserParcels.Pack(user)], Cancel);
            var expected = new UserSurvey(user.Account.RichMode, user.Contacts.Length, user.Groups.Count(g => g.Id != 1), user.Aces.Length, user.Members.Length, user.Publications.Length, user.Meetings.Length);
            Assert.Equal([UserSurvey.Nothing with { Contacts = 1 }, UserSurvey.Nothing, expected], await BackEnd.Survey([Alice, SipAddress.Parse("nobody@godwit.test"), Bob], Cancel));
        }, iter: 10, threads: 1);
    }

    [Fact]
    public async Task Late_data_is_taken_by_who_has_nothing_of_her_own()
    {
        await Store.Save(Alice, [new UserChange.GroupPut(new ContactGroup(1, "~", "")), new UserChange.AccountSet(UserAccount.New with { RichMode = true })], Cancel);
        for (var time = 0; time < 2; time++)
        {
            Assert.All(await Deliver(new LateParcel(Parcel(Alice, "a@godwit.test"), null, false), new LateParcel(Parcel(Bob, "b@godwit.test"), null, false)), o => Assert.True(o.Conflicts.IsEmpty && o.NotTaken.IsEmpty));
            Assert.Equal("a@godwit.test", await Contact(Alice));
            Assert.Equal("b@godwit.test", await Contact(Bob));
            Assert.True((await Store.LoadAccount(Alice, Cancel))!.RichMode);
        }
    }

    [Fact]
    public async Task Late_data_comes_together_with_what_was_begun_anew()
    {
        await Store.Save(Alice, [new UserChange.ContactPut(new Contact("mine@godwit.test", "", [1], true, "", null))], Cancel);
        await Deliver(new LateParcel(Parcel(Alice, "a@godwit.test"), null, false));
        Assert.Equal(["a@godwit.test", "mine@godwit.test"], (await Store.Load(Alice, Cancel))!.Contacts.Select(c => c.Uri).Order(StringComparer.Ordinal));

        // What both had when they parted: that the parcel lacks it now means that it was deleted there.
        await Deliver(new LateParcel(UserParcels.Pack(UserData.Empty(Alice)), Parcel(Alice, "a@godwit.test"), false));
        Assert.Equal("mine@godwit.test", await Contact(Alice));
    }

    [Fact]
    public async Task Late_data_takes_the_place_of_copies_that_are_not_hers_and_names_what_finds_no_room()
    {
        await BackEnd.Import([Parcel(Alice, "old@godwit.test"), Parcel(Bob, "old@godwit.test")], Cancel);
        await BackEnd.Settle([Bob], Cancel);
        await BackEnd.Retire([Bob], Later, Cancel);
        await Deliver(new LateParcel(Parcel(Alice, "a@godwit.test"), null, false), new LateParcel(Parcel(Bob, "b@godwit.test"), Parcel(Bob, "old@godwit.test"), false));
        Assert.Equal("a@godwit.test", await Contact(Alice));
        Assert.Equal("b@godwit.test", await Contact(Bob));

        var full = await BackEnd.Deliver([new LateParcel(Parcel(Alice, "more@godwit.test"), null, false)], new PoolLimits { Contacts = 1 }, Cancel);
        Assert.Equal("more@godwit.test", Assert.Single(full[0].NotTaken).Key);
        Assert.Equal("a@godwit.test", await Contact(Alice));
    }

    [Fact]
    public async Task Changed_users_are_given_until_they_are_in_safety()
    {
        await Store.Save(Alice, [new UserChange.ContactPut(new Contact("a@godwit.test", "", [1], true, "", null))], Cancel);
        await BackEnd.Import([Parcel(Bob, "b@godwit.test")], Cancel);
        Assert.Equal([Alice], (await BackEnd.TakeChanged(10, Cancel)).Select(p => p.User));
        await BackEnd.Settle([Bob], Cancel);
        Assert.Equal([Alice, Bob], (await BackEnd.TakeChanged(10, Cancel)).Select(p => p.User).Order());

        // She changes after she was taken: the next one has that.
        await Store.Save(Alice, [new UserChange.ContactPut(new Contact("later@godwit.test", "", [1], true, "", null))], Cancel);
        await BackEnd.ChangesTaken(Cancel);
        var again = Assert.Single(await BackEnd.TakeChanged(10, Cancel));
        Assert.Equal(2, UserParcels.Unpack(again).Contacts.Length);
        await BackEnd.ChangesTaken(Cancel);
        Assert.Empty(await BackEnd.TakeChanged(10, Cancel));

        await BackEnd.Retire([Bob], Later, Cancel);
        await Deliver(new LateParcel(Parcel(Alice, "late@godwit.test"), null, false));
        Assert.Equal([Alice], (await BackEnd.TakeChanged(10, Cancel)).Select(p => p.User));
        Assert.Equal([null, Later], await BackEnd.LeftUntil([Alice, Bob], Cancel));
    }

    [Fact]
    public async Task Batches_may_be_exported_imported_and_read_back_at_the_same_time()
    {
        var batches = Enumerable.Range(0, 8).Select(b => Enumerable.Range(0, 20).Select(i => Parcel(SipAddress.Parse($"u{b}.{i}@godwit.test"), $"c{b}.{i}@godwit.test")).ToArray()).ToArray();
        await Task.WhenAll(batches.Select(async batch =>
        {
            var users = batch.Select(parcel => parcel.User).ToArray();
            await BackEnd.Import(batch, Cancel);
            var digests = await BackEnd.ReadBack(users, Cancel);
            Assert.Equal(batch.Select(parcel => Convert.ToHexString(parcel.Digest.Span)), digests.Select(digest => Convert.ToHexString(digest!.Value.Span)));
            await BackEnd.Settle(users, Cancel);
            await BackEnd.Retire(users, Later, Cancel);
        }));
        Assert.Equal(160, await BackEnd.DropExpired(Later, Cancel));
    }

    private Task<IReadOnlyList<LateOutcome>> Deliver(params LateParcel[] late) => BackEnd.Deliver(late, new PoolLimits(), Cancel);
}
