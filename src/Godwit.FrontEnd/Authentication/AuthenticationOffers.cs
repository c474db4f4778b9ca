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

    /// <summary>A 401 with all that this server offers to such a client.</summary>
    public SipResponse All(SipRequest request, bool stale) => Challenge(request, For(ChallengeForms.Of(request), stale));

    /// <summary>
    /// To a plain client that asks for something before it has signed in over this connection (RFC 3261 §22.2, §22.3): 401 where this server ends the
    /// request, 407 where it hands it on. Null: this client, or this method, is not asked for a password.
    /// </summary>
    public SipResponse? ForPlain(SipRequest request, bool stale)
    {
        var form = ChallengeForms.Of(request);
        // RFC 3261 §22.1: a CANCEL can't be sent again with credentials.
        if (form == ChallengeForm.Family || request.Method == SipMethod.Cancel) return null;
        var endsHere = request.Method == SipMethod.Subscribe || request.Method == SipMethod.Publish || request.Method == SipMethod.Service;
        return endsHere ? All(request, stale) : Challenge(request, For(form, stale), 407, HeaderNames.ProxyAuthenticate);
    }

    /// <summary>A 401 with those WWW-Authenticate lines.</summary>
    public SipResponse Challenge(SipRequest request, IEnumerable<string> lines) => Challenge(request, lines, 401, HeaderNames.WwwAuthenticate);

    private SipResponse Challenge(SipRequest request, IEnumerable<string> lines, int status, string header)
    {
        var response = SipResponse.To(request, status, toTag: Refusal.NewTag());
        response.Headers.Add(HeaderNames.Date, time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        foreach (var line in lines) response.Headers.Add(header, line);
        return response;
    }

    private IEnumerable<string> For(ChallengeForm form, bool stale) => form switch
    {
        ChallengeForm.Family => [_ntlm, .. digest.Offers(stale)],
        ChallengeForm.Digest => digest.Offers(stale),
        _ => digest.Offers(stale, md5Alone: true),
    };

    private static int VersionOf(PoolGeneration generation) => generation == PoolGeneration.Ocs2007R2 ? 4 : 3;
}
