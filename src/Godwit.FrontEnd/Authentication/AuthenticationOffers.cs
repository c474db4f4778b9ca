using System.Globalization;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Pools;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Authentication;

/// <summary>The 401 that begins a sign-in: a line for each scheme ([MS-SIPAE] §3.3; RFC 8760 §2.3 for the two of Digest).</summary>
public sealed class AuthenticationOffers(FrontEndOptions options, DigestSignIn digest, TimeProvider time)
{
    private readonly string _ntlm =
        $"{NtlmAssociation.Scheme} realm=\"{NtlmAssociation.Realm}\", targetname=\"{options.Pool.Fqdn}\", version={VersionOf(options.Pool.Generation)}";

    /// <summary>A 401 with everything this server offers.</summary>
    public SipResponse All(SipRequest request, bool stale) => Challenge(request, [_ntlm, .. digest.Offers(stale)]);

    /// <summary>A 401 with those WWW-Authenticate lines.</summary>
    public SipResponse Challenge(SipRequest request, IEnumerable<string> lines)
    {
        var response = SipResponse.To(request, 401, toTag: Refusal.NewTag());
        response.Headers.Add(HeaderNames.Date, time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        foreach (var line in lines) response.Headers.Add(HeaderNames.WwwAuthenticate, line);
        return response;
    }

    private static int VersionOf(PoolGeneration generation) => generation == PoolGeneration.Ocs2007R2 ? 4 : 3;
}
