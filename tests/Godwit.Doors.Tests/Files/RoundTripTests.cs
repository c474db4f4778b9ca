using CsCheck;
using Godwit.Doors.Tests.Users;
using Godwit.Files;
using Godwit.Files.Merging;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Files;

/// <summary>What the formats that carry everything write, they read; and what is read is what was written.</summary>
public sealed class RoundTripTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");

    public static byte[] Write(FileFormat format, params IEnumerable<FileUser> users)
    {
        using var file = new MemoryStream();
        using var writer = FileFormats.Writer(format, file);
        foreach (var user in users) writer.Write(user);
        writer.End();
        return file.ToArray();
    }

    public static List<FileRecord> Read(FileFormat format, byte[] file) => [.. FileFormats.Reader(format, new FileLimits()).Read(new MemoryStream(file))];

    private static byte[] Digest(UserData user) => UserParcels.Pack(user).Digest.ToArray();

    [Theory]
    [InlineData(FileFormat.Dbimpexp)]
    [InlineData(FileFormat.CsUserData)]
    public void Any_user_comes_back_whole_and_is_written_with_the_same_bytes(FileFormat format) =>
        AnyUser.Named(Alice).Sample(
            user =>
            {
                var file = Write(format, FileUser.Of(user));
                Assert.Equal(format, FileFormats.Detect(new MemoryStream(file)));
                var record = Assert.Single(Read(format, file));
                Assert.Empty(record.Skips);
                Assert.Equal(Digest(user), Digest(record.User!.Data));
                Assert.Equal(file, Write(format, record.User));
            },
            iter: 200);

    [Theory]
    [InlineData(FileFormat.Dbimpexp)]
    [InlineData(FileFormat.CsUserData)]
    public void Replacing_a_user_by_her_export_makes_her_what_she_was_and_merging_it_changes_nothing(FileFormat format) =>
        AnyUser.Named(Alice).Sample(
            user =>
            {
                user = user with { Account = user.Account with { RichMode = true } };
                var file = Assert.Single(Read(format, Write(format, FileUser.Of(user)))).User!;
                Assert.Equal(Digest(user), Digest(UserMerge.Apply(UserData.Empty(Alice), file, ImportMode.Replace)));
                Assert.Equal(Digest(user), Digest(UserMerge.Apply(user, file, ImportMode.Merge)));
            },
            iter: 200);

    [Fact]
    public void A_roster_that_XMPP_servers_can_carry_comes_back_the_same()
    {
        var user = UserData.Empty(Alice) with
        {
            Groups = [new(1, "~", ""), new(2, "Team", "")],
            Contacts = [new("bob@godwit.test", "Bob", [2], true, "", null), new("carol@godwit.test", "", [1], false, "", null)],
            Aces = [new(Pool.Permissions.AceType.User, "mallory@godwit.test", "BD")],
            Subscribers = [new("bob@godwit.test", "Bob", true)],
        };
        var file = Write(FileFormat.Xep0227, FileUser.Of(user));
        var back = Assert.Single(Read(FileFormat.Xep0227, file)).User!;
        Assert.Equal(file, Write(FileFormat.Xep0227, back));
        Assert.Equal(user.Groups, back.Data.Groups);
        Assert.Equal(["bob@godwit.test", "carol@godwit.test"], back.Data.Contacts.Select(c => c.Uri));
        Assert.Equal("mallory@godwit.test", Assert.Single(back.Data.Aces).Mask);
    }
}
