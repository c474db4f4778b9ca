using CsCheck;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Users;

/// <summary>The parcel by itself: canonical, complete, and suspicious of what is not a parcel.</summary>
public sealed class UserParcelsTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");

    [Fact]
    public void A_parcel_unpacks_to_data_that_packs_to_the_same_bytes() =>
        AnyUser.Named(Alice).Sample(user =>
        {
            var parcel = UserParcels.Pack(user);
            Assert.Equal(parcel.Content.ToArray(), UserParcels.Pack(UserParcels.Unpack(parcel)).Content.ToArray());
        });

    [Fact]
    public void The_order_of_rows_makes_no_difference() =>
        AnyUser.Named(Alice).Select(Gen.Int).Sample((user, seed) =>
        {
            var order = new Random(seed);
            var other = user with
            {
                Contacts = [.. user.Contacts.OrderBy(_ => order.Next())],
                Aces = [.. user.Aces.OrderBy(_ => order.Next())],
                Members = [.. user.Members.OrderBy(_ => order.Next())],
                Publications = [.. user.Publications.OrderBy(_ => order.Next())],
                Meetings = [.. user.Meetings.OrderBy(_ => order.Next())],
            };
            Assert.Equal(UserParcels.Pack(user).Digest.ToArray(), UserParcels.Pack(other).Digest.ToArray());
        });

    [Fact]
    public void Nothing_is_lost_in_a_parcel() =>
        AnyUser.Named(Alice).Sample(user =>
        {
            var back = UserParcels.Unpack(UserParcels.Pack(user));
            Assert.Equal(user.Account, back.Account);
            Assert.Equal(user.Publications.ToHashSet(), back.Publications.ToHashSet());
            Assert.Equal(user.Meetings.ToHashSet(), back.Meetings.ToHashSet());
            Assert.Equal(user.Members.ToHashSet(), back.Members.ToHashSet());
            Assert.Equal(user.Contacts.Select(c => (c.Uri, c.Name, string.Join(',', c.Groups), c.Extension)).ToHashSet(), back.Contacts.Select(c => (c.Uri, c.Name, string.Join(',', c.Groups), c.Extension)).ToHashSet());
        });

    [Fact]
    public void Bytes_that_are_cut_changed_or_foreign_are_refused_and_nothing_else_happens() =>
        AnyUser.Named(Alice).Select(Gen.Int[0, 100_000], Gen.Byte, Gen.Bool).Sample((user, at, other, cut) =>
        {
            var content = UserParcels.Pack(user).Content.ToArray();
            at %= content.Length;
            if (cut) content = content[..at];
            else if (content[at] == other) return;
            else content[at] = other;
            try
            {
                UserParcels.Read(content);
            }
            catch (ParcelFormatException)
            {
                // Refused by name; anything else fails the test.
            }
        }, iter: 20_000);

    [Fact]
    public void A_damaged_parcel_is_refused_by_its_digest()
    {
        var parcel = UserParcels.Pack(UserData.Empty(Alice));
        var content = parcel.Content.ToArray();
        content[^1] ^= 1;
        Assert.Contains("digest", Assert.Throws<ParcelFormatException>(() => UserParcels.Unpack(parcel with { Content = content })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parcel_of_another_user_is_refused()
    {
        var parcel = UserParcels.Pack(UserData.Empty(Alice));
        Assert.Throws<ParcelFormatException>(() => UserParcels.Unpack(parcel with { User = SipAddress.Parse("bob@godwit.test") }));
    }

    [Fact]
    public void The_bytes_of_version_1_stay_what_they_are()
    {
        var parcel = UserParcels.Pack(UserData.Empty(Alice));
        Assert.Equal(
            "47575001" + "11616C69636540676F647769742E74657374" + "00020200" + "01000000" + "02017E00" + string.Concat(Enumerable.Repeat("00000000", 7)),
            Convert.ToHexString(parcel.Content.Span));
    }
}
