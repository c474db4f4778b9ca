using System.Security.Cryptography;
using Godwit.Moves.Parcels;
using Godwit.Moves.Receipts;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Users;
using Godwit.Receipts;

namespace Godwit.Tests.Moves;

public class ParcelDigestsTests
{
    private static readonly UserData Alice = UserData.Empty(SipAddress.Parse("alice@godwit.test"));

    private static UserData With(params string[] contacts) => Alice with { Contacts = [.. contacts.Select(c => new Contact(c, c, [1], true, "", null))] };

    private static ReceiptData Of(UserData user) => ParcelDigests.Of(UserParcels.Pack(user));

    [Fact]
    public void Each_kind_has_its_items_and_the_digest_of_its_bytes()
    {
        var digests = Of(Alice);
        Assert.Equal(["account", .. ParcelFormat.Sections.Select(s => s.Kind)], digests.Kinds.Select(k => k.Kind));
        // Of docs/architecture/parcel.md: RichMode 0, deltas 1, no LegacyUserInfo; one group, 1 and ~.
        Assert.Equal(new KindDigest("account", 1, Convert.ToHexStringLower(SHA256.HashData([0, 2, 2, 0]))), digests.Kinds[0]);
        Assert.Equal(new KindDigest("groups", 1, Convert.ToHexStringLower(SHA256.HashData([1, 0, 0, 0, 2, 1, 0x7e, 0]))), digests.Kinds[1]);
        Assert.All(digests.Kinds.Skip(2), k => Assert.Equal((0, ""), (k.Items, k.Digest)));
        Assert.Equal(Convert.ToHexStringLower(UserParcels.Pack(Alice).Digest.Span), digests.Digest);
    }

    [Fact]
    public void Digest_of_the_whole_is_made_of_the_head_and_the_digests_of_the_kinds()
    {
        // GWP, 1, the address; then account and groups as above, and zeros for the seven kinds without items.
        byte[] head = [0x47, 0x57, 0x50, 1, 17, .. "alice@godwit.test"u8];
        Assert.Equal(SHA256.HashData([.. head, .. SHA256.HashData([0, 2, 2, 0]), .. SHA256.HashData([1, 0, 0, 0, 2, 1, 0x7e, 0]), .. new byte[7 * 32]]), UserParcels.Pack(Alice).Digest.ToArray());
    }

    [Fact]
    public void Receipt_that_has_the_digest_of_all_bytes_still_certifies_the_same_data()
    {
        var parcel = UserParcels.Pack(With("bob@godwit.test"));
        var before = ParcelDigests.Of(parcel) with { Digest = Convert.ToHexStringLower(SHA256.HashData(parcel.Content.Span)) };
        Assert.Equal(HeldState.Same, HeldData.Compared(before, ParcelDigests.Of(parcel)).State);
        var changed = HeldData.Compared(before, Of(With("carol@godwit.test")));
        Assert.Equal((HeldState.Changed, "contacts"), (changed.State, Assert.Single(changed.Kinds)));
    }

    [Fact]
    public void Bytes_alone_give_the_digests_that_their_writer_gave()
    {
        var parcel = UserParcels.Pack(With("bob@godwit.test", "carol@godwit.test"));
        Assert.Equal(parcel.Digest.ToArray(), ParcelDigests.Digest(parcel.Content.Span));
        var (written, read) = (ParcelDigests.Of(parcel), ParcelDigests.Of(parcel with { Kinds = null }));
        Assert.Equal((written.Digest, written.Kinds.Count), (read.Digest, read.Kinds.Count));
        Assert.Empty(written.Differences(read));
    }

    [Fact]
    public void Digest_of_the_whole_changes_with_each_byte()
    {
        var parcel = UserParcels.Pack(With("bob@godwit.test"));
        for (var i = 0; i < parcel.Content.Length; i++)
        {
            var content = parcel.Content.ToArray();
            content[i] ^= 1;
            try
            {
                Assert.NotEqual(parcel.Digest.ToArray(), ParcelDigests.Digest(content));
            }
            catch (ParcelFormatException)
            {
                // It is no parcel any more.
            }
        }
    }

    [Fact]
    public void A_change_of_one_kind_shows_in_that_kind_only()
    {
        var (one, other) = (Of(With("bob@godwit.test")), Of(With("bob@godwit.test", "carol@godwit.test")));
        Assert.Equal((1, 2), (one.Kinds[2].Items, other.Kinds[2].Items));
        Assert.Equal(["contacts"], one.Differences(other));
        Assert.Equal(["contacts"], Of(Alice).Differences(one));
        Assert.Equal(["account"], one.Differences(Of(With("bob@godwit.test") with { Account = Alice.Account with { RichMode = true } })));
        Assert.Empty(one.Differences(Of(With("bob@godwit.test"))));
    }
}
