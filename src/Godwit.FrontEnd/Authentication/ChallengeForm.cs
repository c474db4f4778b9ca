using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Authentication;

/// <summary>What of a challenge a client can read.</summary>
public enum ChallengeForm
{
    /// <summary>Every scheme: a client of the family takes the first one that it knows.</summary>
    Family,

    /// <summary>Digest alone: nobody else asks for NTLM. COMPAT: Linphone 5.1 ends with a segmentation fault when it is offered.</summary>
    Digest,

    /// <summary>
    /// Digest with MD5 alone. COMPAT: baresip before 2.0 and SIPp before 3.7 give up at any other algorithm, where RFC 8760 §2.4 lets them pass over it.
    /// </summary>
    DigestMd5,
}

/// <summary>Which form a client gets. Pure.</summary>
public static class ChallengeForms
{
    private static readonly string[] Md5Alone = ["baresip v0.", "baresip v1.", "SIPp"];

    /// <summary>Who has a User-Agent of the family or an epid is of the family.</summary>
    public static ChallengeForm Of(SipRequest request)
    {
        if (HeaderBytes.Epid(request) is not null || SigningClient.Of(request).Family != ClientFamily.Plain) return ChallengeForm.Family;
        var userAgent = request.Headers.Get(HeaderNames.UserAgent) ?? "";
        return Array.Exists(Md5Alone, make => userAgent.StartsWith(make, StringComparison.Ordinal)) ? ChallengeForm.DigestMd5 : ChallengeForm.Digest;
    }
}
