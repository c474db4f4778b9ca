using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Clients;

/// <summary>What every back end keeps of clients: the filter of the pool, and who was seen with what; and how that goes along with a move.</summary>
public abstract class ClientStoresContract : IAsyncDisposable
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly SipAddress Bob = SipAddress.Parse("bob@godwit.test");

    protected abstract ISeenClientStore Seen { get; }

    protected abstract IClientVersionStore Filters { get; }

    protected abstract IBackEnd BackEnd { get; }

    /// <summary>Closes the back end and opens it again.</summary>
    protected abstract Task Reopen();

    public abstract ValueTask DisposeAsync();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_filter_that_was_never_saved_is_a_new_one() => Assert.Equal(ClientVersionFilter.New, await Filters.Load(Cancel));

    [Fact]
    public async Task A_filter_is_loaded_as_it_was_saved_also_after_a_restart()
    {
        var filter = new ClientVersionFilter(false, ClientVersionAction.BlockWithUrl, "https://clients.godwit.test", []);
        var id = 9;
        foreach (var action in Enum.GetValues<ClientVersionAction>())
            foreach (var comparison in Enum.GetValues<VersionComparison>())
                filter = filter.Add(new ClientVersionRule(id--, "OC", new VersionPattern(2, null, 6362, id < 0 ? 0 : id), comparison, action, action == ClientVersionAction.Allow ? null : "https://x.test", id % 2 == 0));
        filter = filter with { Rules = [.. filter.Rules.Select((r, i) => r with { Id = 100 - i })] };
        await Filters.Save(filter, Cancel);
        await Reopen();
        var loaded = await Filters.Load(Cancel);
        Assert.Equal(filter.Rules, loaded.Rules);
        Assert.Equal(filter, loaded with { Rules = filter.Rules });

        await Filters.Save(ClientVersionFilter.New, Cancel);
        Assert.Equal(ClientVersionFilter.New, await Filters.Load(Cancel));
    }

    [Fact]
    public async Task Clients_are_remembered_with_the_latest_hour_of_each()
    {
        await Seen.Put([(Alice, At("OC/3.5", ClientGeneration.New, 3)), (Alice, At("LCC/1.3", ClientGeneration.Old, 5)), (Bob, At("", ClientGeneration.Both, 1))], Cancel);
        await Seen.Put([(Alice, At("OC/3.5", ClientGeneration.New, 7)), (Alice, At("LCC/1.3", ClientGeneration.Old, 2))], Cancel);
        await Reopen();
        var clients = await BackEnd.Clients([Bob, Alice, SipAddress.Parse("nobody@godwit.test")], Cancel);
        Assert.Equal([At("", ClientGeneration.Both, 1)], clients[0]);
        Assert.Equal([At("OC/3.5", ClientGeneration.New, 7), At("LCC/1.3", ClientGeneration.Old, 5)], clients[1]);
        Assert.Empty(clients[2]);
        Assert.Equal(3, (await Seen.All(Cancel)).Count);
    }

    [Fact]
    public async Task Of_too_many_clients_those_seen_longest_ago_are_forgotten()
    {
        foreach (var hour in Enumerable.Range(0, SeenClient.MostOfOneUser + 5)) await Seen.Put([(Alice, At($"Client/{hour}", ClientGeneration.Old, hour))], Cancel);
        var clients = (await BackEnd.Clients([Alice], Cancel))[0];
        Assert.Equal(SeenClient.MostOfOneUser, clients.Length);
        Assert.Equal("Client/20", clients[0].UserAgent);
        Assert.Equal("Client/5", clients[^1].UserAgent);
    }

    [Fact]
    public async Task Clients_go_along_with_a_parcel_and_do_not_show_in_its_digest()
    {
        var before = Assert.Single(await BackEnd.Export([Alice], Cancel));
        await Seen.Put([(Alice, At("OC/3.5", ClientGeneration.New, 3))], Cancel);
        var parcel = Assert.Single(await BackEnd.Export([Alice], Cancel));
        Assert.Equal(before.Digest.ToArray(), parcel.Digest.ToArray());
        Assert.Equal([At("OC/3.5", ClientGeneration.New, 3)], parcel.Clients);
    }

    [Fact]
    public async Task What_a_parcel_brings_is_merged_with_what_was_seen_here()
    {
        await Seen.Put([(Alice, At("OC/3.5", ClientGeneration.New, 3)), (Alice, At("CWA/2.0", ClientGeneration.New, 9))], Cancel);
        await BackEnd.Import([UserParcels.Pack(UserData.Empty(Alice)) with { Clients = [At("OC/3.5", ClientGeneration.New, 8), At("CWA/2.0", ClientGeneration.New, 1)] }], Cancel);
        Assert.Equal([At("CWA/2.0", ClientGeneration.New, 9), At("OC/3.5", ClientGeneration.New, 8)], (await BackEnd.Clients([Alice], Cancel))[0]);
    }

    [Fact]
    public async Task Clients_are_forgotten_with_the_undo_copy_and_without_one_when_the_user_leaves()
    {
        await BackEnd.Import([UserParcels.Pack(UserData.Empty(Alice))], Cancel);
        await BackEnd.Settle([Alice], Cancel);
        await Seen.Put([(Alice, At("OC/3.5", ClientGeneration.New, 3)), (Bob, At("OC/3.5", ClientGeneration.New, 3))], Cancel);
        var until = DateTimeOffset.UnixEpoch.AddDays(30);
        await BackEnd.Retire([Alice, Bob], until, Cancel);
        Assert.Equal([Alice], (await Seen.All(Cancel)).Select(s => s.User));
        await BackEnd.DropExpired(until.AddDays(-1), Cancel);
        Assert.Single(await Seen.All(Cancel));
        await BackEnd.DropExpired(until, Cancel);
        Assert.Empty(await Seen.All(Cancel));
    }

    private static SeenClient At(string userAgent, ClientGeneration generation, int hour) => SeenClient.At(userAgent, generation, DateTimeOffset.UnixEpoch.AddHours(hour));
}
