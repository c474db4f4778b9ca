using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Users;
using Godwit.Sip.Digest;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.FrontEnd.Authentication;

/// <summary>HTTP Digest with MD5 or SHA-256 and qop=auth (RFC 3261 §22.4, RFC 7616, RFC 8760), for plain SIP clients.</summary>
public sealed class DigestSignIn(FrontEndOptions options, IUserSecrets secrets, FailedSignIns failures, DigestNonces nonces)
{
    public const string Scheme = "Digest";

    /// <summary>Stands in for the secret of a login that nobody has, so that the answer takes as long.</summary>
    private readonly byte[] _nobody = RandomNumberGenerator.GetBytes(32);

    private string Realm => options.Domains[0];

    /// <summary>The WWW-Authenticate lines, the stronger hash first (RFC 8760 §2.3).</summary>
    public IEnumerable<string> Offers(bool stale, bool md5Alone = false)
    {
        var suffix = stale ? ", stale=true" : "";
        foreach (var hash in md5Alone ? (DigestHash[])[DigestHash.Md5] : [DigestHash.Sha256, DigestHash.Md5])
            yield return $"{Scheme} realm=\"{Realm}\", nonce=\"{nonces.Issue()}\", qop=\"auth\", algorithm={DigestResponse.NameOf(hash)}{suffix}";
    }

    public ValueTask<SignInOutcome> Take(SipRequest request, AuthParameters credentials, ISipConnection connection, CancellationToken cancel) =>
        Take(request.Method.Name, uri => IsAsked(uri, request.Uri), credentials, connection.Remote, cancel);

    /// <param name="isAsked">Is the uri in the credentials the one that is asked for?</param>
    public async ValueTask<SignInOutcome> Take(string method, Func<string, bool> isAsked, AuthParameters credentials, EndPoint? remote, CancellationToken cancel)
    {
        if (credentials["username"] is not { } username || credentials["nonce"] is not { } nonce || credentials["uri"] is not { } uri
            || credentials["response"] is not { } given || credentials["cnonce"] is not { } cnonce || credentials["nc"] is not { Length: 8 } nc
            || !uint.TryParse(nc, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var count)
            || credentials["qop"] != "auth" || credentials["realm"] != Realm || DigestResponse.HashOf(credentials["algorithm"]) is not { } hash)
            return new SignInOutcome.Again();
        if (!isAsked(uri)) return new SignInOutcome.Refused(SignInRefusals.DigestUri);
        if (nonces.Look(nonce) == NonceState.Forged) return new SignInOutcome.Again();

        var found = await secrets.Find(username, cancel);
        var account = found?.Address.Value ?? username;
        if (failures.WaitFor(account, remote) is { } wait)
            return new SignInOutcome.Refused(SignInRefusals.TooManyFailures(wait), wait);

        var secret = found is null ? null : SecretOf(found, username, hash);
        var expected = new DigestResponse(hash, method, uri, nonce, nc, cnonce).Compute(secret?.Ha1 ?? _nobody);
        if (!IsEqual(expected, given) || found is null || secret is null)
        {
            failures.Failed(account, remote);
            return new SignInOutcome.Again { Failed = account };
        }

        // Only right credentials count: nobody can use up another's nonce, and stale=true says that the password was right.
        if (nonces.Use(nonce, count) != NonceState.Fresh) return new SignInOutcome.Again { Stale = true };
        failures.Succeeded(account, remote);
        return new SignInOutcome.Accepted(new DigestAssociation(found.Address));
    }

    private static DigestSecret? SecretOf(UserSecrets found, string username, DigestHash hash)
    {
        var algorithm = hash == DigestHash.Sha256 ? DigestAlgorithm.Sha256 : DigestAlgorithm.Md5;
        return found.Digests.FirstOrDefault(d => d.Algorithm == algorithm && d.Username.Equals(username, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>RFC 7616 §3.4.6: the uri is that of the request. COMPAT: phones differ in its parameters.</summary>
    private static bool IsAsked(string uri, string requestUri) =>
        uri == requestUri || (SipUri.TryParse(uri, out var given) && SipUri.TryParse(requestUri, out var asked) && given.Address == asked.Address);

    private static bool IsEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(given.ToLowerInvariant()));
}
