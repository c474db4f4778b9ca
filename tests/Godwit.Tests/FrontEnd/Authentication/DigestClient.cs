using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.Tests.FrontEnd.Authentication;

/// <summary>A phone that signs in with HTTP Digest, written from RFC 7616 without the server's code.</summary>
internal sealed class DigestClient(string user, string password, string algorithm)
{
    private const string Realm = "godwit.test";

    private string _nonce = "";
    private uint _count;

    public static IEnumerable<DigestSecret> Secrets(string user, string realm, string password)
    {
        foreach (var name in (string[])[user, $"{user}@{realm}"])
        {
            var text = Encoding.UTF8.GetBytes($"{name}:{realm}:{password}");
            yield return new DigestSecret(DigestAlgorithm.Md5, name, MD5.HashData(text));
            yield return new DigestSecret(DigestAlgorithm.Sha256, name, SHA256.HashData(text));
        }
    }

    /// <summary>Takes the nonce of its own algorithm's line.</summary>
    public void Hear(SipResponse challenge)
    {
        var line = challenge.Headers.All(HeaderNames.WwwAuthenticate).Single(l => l.StartsWith("Digest ", StringComparison.Ordinal) && l.Contains($"algorithm={algorithm}", StringComparison.Ordinal));
        _nonce = Regex.Match(line, "nonce=\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        _count = 0;
    }

    public void Sign(SipRequest request, string header = HeaderNames.Authorization, string? uri = null)
    {
        uri ??= request.Uri;
        var nc = (++_count).ToString("x8", CultureInfo.InvariantCulture);
        var cnonce = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var ha2 = Hash($"{request.Method.Name}:{uri}");
        var response = Hash($"{Hash($"{user}:{Realm}:{password}")}:{_nonce}:{nc}:{cnonce}:auth:{ha2}");
        request.Headers.Set(header, $"Digest username=\"{user}\", realm=\"{Realm}\", nonce=\"{_nonce}\", uri=\"{uri}\", response=\"{response}\", " +
            $"algorithm={algorithm}, cnonce=\"{cnonce}\", qop=auth, nc={nc}");
    }

    private string Hash(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(algorithm == "MD5" ? MD5.HashData(octets) : SHA256.HashData(octets));
    }
}
