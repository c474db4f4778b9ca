using Godwit.Files;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Files;

/// <summary>Alone, since it looks at the memory of the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}

[Collection(AloneCollection.Name)]
public sealed class StreamingTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");

    [Theory]
    [InlineData(FileFormat.Dbimpexp)]
    [InlineData(FileFormat.CsUserData)]
    [InlineData(FileFormat.Xep0227)]
    public void Many_users_stream_in_flat_memory_both_ways(FileFormat format)
    {
        const int Users = 10_000;
        var user = FileUser.Of(UserData.Empty(Alice) with { Contacts = [.. Enumerable.Range(0, 50).Select(i => new Pool.Contacts.Contact($"friend{i}@godwit.test", "", [1], true, "", null))] });
        var path = Path.Combine(System.IO.Directory.CreateTempSubdirectory("godwit-files-").FullName, "users");
        try
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            long most = 0;
            using (var file = File.Create(path))
            using (var writer = FileFormats.Writer(format, file))
            {
                for (var i = 0; i < Users; i++)
                {
                    writer.Write(user with { Data = user.Data with { Address = SipAddress.Parse($"user{i}@godwit.test") } });
                    if (i % 2_500 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
                }
                writer.End();
            }

            var read = 0;
            using (var file = File.OpenRead(path))
                foreach (var record in FileFormats.Reader(format, new FileLimits()).Read(file))
                {
                    Assert.Equal(50, record.User!.Data.Contacts.Length);
                    if (read++ % 2_500 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
                }
            Assert.Equal(Users, read);
            // The users together are some 100 MB of objects.
            Assert.True(most - before < 30_000_000, $"{(most - before) / 1_000_000} MB are held");
        }
        finally
        {
            System.IO.Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
