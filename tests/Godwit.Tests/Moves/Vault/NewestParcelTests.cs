using Godwit.Moves.Parcels;
using Godwit.Moves.Vault;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Vault;

public class NewestParcelTests
{
    private const string Dead = "dead.test";
    private static readonly DateTimeOffset Noon = new(2026, 8, 12, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Newest_of_all_stands_in_wherever_it_comes_from()
    {
        var undo = Aged(ParcelOrigin.UndoCopy, 10, "other.test");
        Assert.Same(undo, NewestParcel.Of([Aged(ParcelOrigin.Vault, 5, Dead), undo], Dead, awaitsData: false));
        Assert.Null(NewestParcel.Of([], Dead, awaitsData: false));
    }

    [Fact]
    public void Of_the_same_age_the_source_itself_stands_in()
    {
        var source = Aged(ParcelOrigin.Source, 5, Dead);
        Assert.Same(source, NewestParcel.Of([Aged(ParcelOrigin.Vault, 5, Dead), source], Dead, awaitsData: false));
    }

    [Fact]
    public void While_data_is_on_its_way_to_the_dead_pool_only_what_that_had_stands_in()
    {
        var (vault, given) = (Aged(ParcelOrigin.Vault, 5, Dead.ToUpperInvariant()), Aged(ParcelOrigin.Given, 3, Dead));
        Assert.Same(vault, NewestParcel.Of([Aged(ParcelOrigin.Vault, 9, "other.test"), Aged(ParcelOrigin.UndoCopy, 9, "other.test"), vault, given], Dead, awaitsData: true));
        Assert.Same(given, NewestParcel.Of([Aged(ParcelOrigin.UndoCopy, 9, "other.test"), given], Dead, awaitsData: true));
        Assert.Null(NewestParcel.Of([Aged(ParcelOrigin.UndoCopy, 9, "other.test")], Dead, awaitsData: true));
    }

    private static AgedParcel Aged(ParcelOrigin origin, int minute, string pool) =>
        new(UserParcels.Pack(UserData.Empty(SipAddress.Parse("alice@godwit.test"))), Noon.AddMinutes(minute), origin, pool);
}
