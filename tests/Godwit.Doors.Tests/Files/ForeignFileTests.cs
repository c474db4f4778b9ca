using System.Text;
using Godwit.Files;
using Godwit.Files.Merging;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Files;

/// <summary>Files that other programs, and people, write: what can be read is taken, and the rest is named.</summary>
public sealed class ForeignFileTests
{
    private const string Root = "<HomedResources xmlns=\"http://schemas.microsoft.com/RtcServer/2002/11/dbimpexp\">";

    private static List<FileRecord> Read(string text, Encoding? encoding = null)
    {
        encoding ??= Encoding.Unicode;
        return RoundTripTests.Read(FileFormat.Dbimpexp, [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-8")]
    [InlineData("iso-8859-1")]
    public void Any_encoding_is_read_and_names_may_be_plain_or_base64(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var records = Read(
            $"<?xml version=\"1.0\" encoding=\"{name}\"?>{Root}" +
            "<HomedResource UserAtHost=\"alice@contoso.com\"><ContactGroups><ContactGroup Number=\"1\" DisplayName=\"~\"/><ContactGroup Number=\"3\" DisplayName=\"abcd\"/></ContactGroups>" +
            "<Contacts><Contact Buddy=\"sip:bob@contoso.com\" SubscribePresence=\"1\" Groups=\"3 1\" DisplayName=\"Bücher\"/></Contacts></HomedResource>" +
            "<HomedResource UserAtHost=\"carol@contoso.com\"><ContactGroups><ContactGroup Number=\"1\" DisplayName=\"fg==\"/></ContactGroups></HomedResource></HomedResources>", encoding);
        var alice = records[0].User!.Data;
        Assert.Equal(["~", "abcd"], alice.Groups.Select(g => g.Name));
        Assert.Equal(("bob@contoso.com", "Bücher"), (alice.Contacts[0].Uri, alice.Contacts[0].Name));
        Assert.Equal([1, 3], alice.Contacts[0].Groups);
        Assert.Equal("~", records[1].User!.Data.Groups[0].Name);
        Assert.Equal(DataKinds.Groups, records[1].User!.Kinds);
    }

    [Fact]
    public void What_is_not_known_survives_a_database_and_a_round_trip()
    {
        var text = Root + "<HomedResource UserAtHost=\"alice@godwit.test\" Other=\"x\"><Contacts><Contact Buddy=\"bob@godwit.test\" SubscribePresence=\"1\" Groups=\"1\" Color=\"red\"><Note>Hi</Note></Contact></Contacts>" +
            "<Strange a=\"1\"><b xmlns=\"urn:b\">text &amp; more</b></Strange></HomedResource></HomedResources>";
        var file = Assert.Single(Read(text)).User!;
        var stored = UserMerge.Apply(UserData.Empty(file.Address), file, ImportMode.Merge);
        // As a back end keeps it, and a move carries it.
        var back = UserParcels.Unpack(UserParcels.Pack(stored));
        var written = Encoding.Unicode.GetString(RoundTripTests.Write(FileFormat.Dbimpexp, FileUser.Of(back)));
        Assert.Contains("Other=\"x\"", written, StringComparison.Ordinal);
        Assert.Contains("Color=\"red\"", written, StringComparison.Ordinal);
        Assert.Contains("<Note>Hi</Note>", written, StringComparison.Ordinal);
        Assert.Contains("text &amp; more", written, StringComparison.Ordinal);
        Assert.DoesNotContain("urn:godwit", written, StringComparison.Ordinal);
        Assert.Equal(UserParcels.Pack(stored).Digest.ToArray(), UserParcels.Pack(UserMerge.Apply(stored, file, ImportMode.Merge)).Digest.ToArray());
    }

    [Fact]
    public void A_bad_user_is_named_by_her_line_and_the_rest_is_read()
    {
        var records = Read(Root +
            "\n<HomedResource UserAtHost=\"al/ice@godwit.test\"><Contacts/></HomedResource>" +
            "\n<HomedResource UserAtHost=\"two words@godwit.test\"><Contacts/></HomedResource>" +
            "\n<HomedResource UserAtHost=\" bob@godwit.test \"><Contacts><Contact/><Contact Buddy=\"x/y@godwit.test\" Groups=\"one\"/></Contacts></HomedResource></HomedResources>");
        Assert.Equal([2L, 3L, 4L], records.Select(r => r.Line));
        Assert.Equal("'al/ice@godwit.test' is not a SIP address like alice@example.org", Assert.Single(records[0].Skips).Why);
        Assert.Null(records[1].User);
        Assert.Equal("x/y@godwit.test", Assert.Single(records[2].User!.Data.Contacts).Uri);
        Assert.Equal(["contact", "group one of contact x/y@godwit.test"], records[2].Skips.Select(s => s.What));
    }

    [Fact]
    public void What_comes_before_the_place_where_a_file_breaks_is_read_and_the_place_is_named()
    {
        var text = Root + "\n<HomedResource UserAtHost=\"alice@godwit.test\"><Contacts/></HomedResource>\n<HomedResource UserAtHost=\"bob@godwit.test\"><Contacts></HomedResource>";
        var read = new List<FileRecord>();
        var broken = Assert.Throws<FileBrokenException>(() =>
        {
            foreach (var record in FileFormats.Reader(FileFormat.Dbimpexp, new FileLimits()).Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))) read.Add(record);
        });
        Assert.Equal("alice@godwit.test", Assert.Single(read).Address);
        Assert.Equal(3, broken.Line);
        Assert.True(broken.Column > 1);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]>")]
    public void A_DTD_is_refused(string dtd) => Assert.Throws<FileBrokenException>(() => Read(dtd + Root + "</HomedResources>"));

    [Fact]
    public void A_user_with_too_much_is_skipped_and_a_value_without_end_stops_the_file()
    {
        var many = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<Contact Buddy=\"c{i}@godwit.test\"/>"));
        var text = Root + $"<HomedResource UserAtHost=\"alice@godwit.test\"><Contacts>{many}</Contacts></HomedResource><HomedResource UserAtHost=\"bob@godwit.test\"/></HomedResources>";
        var limits = new FileLimits { RecordLength = 10_000, TokenBytes = 100_000 };
        var records = FileFormats.Reader(FileFormat.Dbimpexp, limits).Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).ToList();
        Assert.Null(records[0].User);
        Assert.Equal("bob@godwit.test", records[1].User!.Address.Value);

        var endless = Root + "<HomedResource UserAtHost=\"" + new string('a', 200_000);
        Assert.Throws<FileBrokenException>(() => FileFormats.Reader(FileFormat.Dbimpexp, limits).Read(new MemoryStream(Encoding.UTF8.GetBytes(endless))).ToList());
    }

    [Fact]
    public void What_is_over_a_pool_s_limits_is_left_out_and_named()
    {
        var alice = SipAddress.Parse("alice@godwit.test");
        var before = UserData.Empty(alice);
        var after = before with
        {
            Contacts = [new("a@x.test", "", [1, 9], true, "", null), new("a@X.test", "", [1], true, "", null), new("b@x.test", new string('n', 300), [1], true, "", null), new("c d@x.test", "", [1], true, "", null), new("e@x.test", "", [1], true, "", null), new("f@x.test", "", [1], true, "", null)],
            Groups = [.. before.Groups, new(65, "Too high", "")],
        };
        var (data, skips) = Fitting.Apply(before, after, new PoolLimits { Contacts = 2 }, 7);
        Assert.Equal(["a@x.test", "e@x.test"], data.Contacts.Select(c => c.Uri));
        Assert.Equal([1], data.Contacts[0].Groups);
        Assert.Equal(["group Too high", "contact a@X.test", "contact b@x.test", "contact c d@x.test", "contact f@x.test", "group 9 of contact a@x.test"], skips.Select(s => s.What));
        Assert.All(skips, s => Assert.Equal(7, s.Line));
    }

    [Fact]
    public void Renames_reach_everything_that_names_an_address()
    {
        var file = new FileUser(DataKinds.All, UserData.Empty(SipAddress.Parse("alice@old.test")) with
        {
            Contacts = [new("bob@old.test", "", [1], true, "", null), new("x@else.test", "", [1], true, "", null)],
            Aces = [new(Pool.Permissions.AceType.User, "bob@old.test", "BD"), new(Pool.Permissions.AceType.Domain, "old.test", "AA")],
            Members = [new(400, "user", "bob@old.test"), new(400, "domain", "old.test")],
            Subscribers = [new("bob@old.test", "", true)],
            Meetings = [new("1", "", null, DateTimeOffset.UnixEpoch, "<x entity=\"sip:alice@old.test;gruu\"/>")],
        });
        var map = new RenameMap();
        Assert.Null(map.Add("old.test", "new.test"));
        Assert.Null(map.Add("sip:bob@old.test", "robert@new.test"));
        Assert.NotNull(map.Add("old.test", "a@b.test"));
        var data = map.Apply(file).Data;
        Assert.Equal("alice@new.test", data.Address.Value);
        Assert.Equal(["robert@new.test", "x@else.test"], data.Contacts.Select(c => c.Uri));
        Assert.Equal(["robert@new.test", "new.test"], data.Aces.Select(a => a.Mask));
        Assert.Equal(["robert@new.test", "new.test"], data.Members.Select(m => m.Value));
        Assert.Equal("robert@new.test", data.Subscribers[0].Address);
        Assert.Contains("sip:alice@new.test;gruu", data.Meetings[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_of_another_list_are_found_by_name_not_by_number()
    {
        var alice = SipAddress.Parse("alice@godwit.test");
        var before = UserData.Empty(alice) with { Groups = [new(1, "~", ""), new(2, "Work", "")], Contacts = [new("bob@x.test", "Bob", [2], false, "", null)] };
        var file = new FileUser(DataKinds.Groups | DataKinds.Contacts, UserData.Empty(alice) with
        {
            Groups = [new(1, "~", ""), new(2, "Friends", ""), new(3, "work", "")],
            Contacts = [new("BOB@x.test", "", [2], true, "", null), new("carol@x.test", "", [3], true, "", null)],
        });
        var after = UserMerge.Apply(before, file, ImportMode.Merge);
        Assert.Equal([(1, "~"), (2, "Work"), (3, "Friends")], after.Groups.Select(g => (g.Id, g.Name)));
        Assert.Equal(("Bob", true, "2 3"), (after.Contacts[0].Name, after.Contacts[0].Subscribed, string.Join(' ', after.Contacts[0].Groups)));
        Assert.Equal([2], after.Contacts[1].Groups);
        Assert.Equal(before.Account.ContactsDelta + 1, after.Account.ContactsDelta);
    }
}
