using System.Security.Cryptography;
using System.Text;

namespace Godwit.Sip.Digest;

/// <summary>The sums of HTTP Digest with qop=auth (RFC 7616 §3.4, RFC 3261 §22.4). Pure.</summary>
/// <param name="Uri">digest-uri as it stands in the credentials.</param>
/// <param name="Nc">The nonce count as it stands: 8 hex digits.</param>
public sealed record DigestResponse(DigestHash Hash, string Method, string Uri, string Nonce, string Nc, string CNonce)
{
    /// <summary>The <c>algorithm</c> parameter.</summary>
    public static string NameOf(DigestHash hash) => hash == DigestHash.Sha256 ? "SHA-256" : "MD5";

    /// <summary>The hash of an <c>algorithm</c> parameter; MD5 when there is none (RFC 7616 §3.3); null for one that is not served.</summary>
    public static DigestHash? HashOf(string? algorithm) =>
        algorithm is null || algorithm.Equals("MD5", StringComparison.OrdinalIgnoreCase) ? DigestHash.Md5
        : algorithm.Equals("SHA-256", StringComparison.OrdinalIgnoreCase) ? DigestHash.Sha256 : null;

    /// <summary>H(username ":" realm ":" password): what is kept of a password.</summary>
    public static byte[] Ha1(DigestHash hash, string username, string realm, string password) => Sum(hash, $"{username}:{realm}:{password}");

    /// <summary>The <c>response</c> parameter, in lower-case hex.</summary>
    public string Compute(ReadOnlySpan<byte> ha1)
    {
        var ha2 = Convert.ToHexStringLower(Sum(Hash, $"{Method}:{Uri}"));
        return Convert.ToHexStringLower(Sum(Hash, $"{Convert.ToHexStringLower(ha1)}:{Nonce}:{Nc}:{CNonce}:auth:{ha2}"));
    }

    private static byte[] Sum(DigestHash hash, string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        return hash == DigestHash.Sha256 ? SHA256.HashData(octets) : MD5.HashData(octets);
    }
}
