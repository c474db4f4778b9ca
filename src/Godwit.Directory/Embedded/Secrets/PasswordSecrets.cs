using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Godwit.Pool.Users;
using Org.BouncyCastle.Crypto.Digests;

namespace Godwit.Directory.Embedded.Secrets;

/// <summary>What is kept of a password: enough to check NTLM and HTTP Digest, nothing to show.</summary>
internal static class PasswordSecrets
{
    /// <summary>MD4 over UTF-16LE ([MS-NLMP] §3.3.1 NTOWFv1).</summary>
    public static byte[] NtHash(string password)
    {
        var md4 = new MD4Digest();
        var bytes = Encoding.Unicode.GetBytes(password);
        md4.BlockUpdate(bytes, 0, bytes.Length);
        var hash = new byte[md4.GetDigestSize()];
        md4.DoFinal(hash, 0);
        return hash;
    }

    /// <summary>HA1 for each way to write the user's name, since it is part of the hash (RFC 7616 §3.4.2): <c>alice</c>, <c>alice@godwit.test</c>, <c>GODWIT\alice</c>.</summary>
    public static ImmutableArray<DigestSecret> Digests(string login, SipAddress address, string domain, string realm, string password)
    {
        var secrets = ImmutableArray.CreateBuilder<DigestSecret>();
        foreach (var username in Usernames(login, address, domain))
        {
            var text = Encoding.UTF8.GetBytes($"{username}:{realm}:{password}");
            secrets.Add(new DigestSecret(DigestAlgorithm.Md5, username, MD5.HashData(text)));
            secrets.Add(new DigestSecret(DigestAlgorithm.Sha256, username, SHA256.HashData(text)));
        }
        return secrets.ToImmutable();
    }

    private static IEnumerable<string> Usernames(string login, SipAddress address, string domain) => [login, address.Value, $@"{domain}\{login}"];
}
