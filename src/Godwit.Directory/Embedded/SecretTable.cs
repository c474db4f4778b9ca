using System.Text;
using Godwit.Directory.Embedded.Secrets;
using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>Table secrets: two sealed values a user, her NT hash and her Digest HA1s.</summary>
internal sealed class SecretTable(SecretBox box, EmbeddedDirectoryOptions options)
{
    public const string NtHash = "nt-hash";
    public const string Digests = "digest-ha1";

    private const string PutSql = "INSERT OR REPLACE INTO secrets (user_id, kind, sealed) VALUES (?1, ?2, ?3)";

    public void Put(DirectoryTransaction transaction, long user, string login, SipAddress address, string password)
    {
        var digests = PasswordSecrets.Digests(login, address, options.Domain, options.SipDomain, password);
        transaction.Execute(PutSql, user, NtHash, box.Seal(user, NtHash, PasswordSecrets.NtHash(password)));
        transaction.Execute(PutSql, user, Digests, box.Seal(user, Digests, Pack(digests)));
    }

    public UserSecrets Open(long user, SipAddress address, byte[] ntHash, byte[] digests) =>
        new(address, box.Unseal(user, NtHash, ntHash), Unpack(box.Unseal(user, Digests, digests)));

    private static byte[] Pack(IEnumerable<DigestSecret> digests)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8))
            foreach (var digest in digests)
            {
                writer.Write((byte)digest.Algorithm);
                writer.Write(digest.Username);
                writer.Write((byte)digest.Ha1.Length);
                writer.Write(digest.Ha1);
            }
        return bytes.ToArray();
    }

    private static List<DigestSecret> Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed), Encoding.UTF8);
        var digests = new List<DigestSecret>();
        while (reader.BaseStream.Position < packed.Length)
            digests.Add(new DigestSecret((DigestAlgorithm)reader.ReadByte(), reader.ReadString(), reader.ReadBytes(reader.ReadByte())));
        return digests;
    }
}
