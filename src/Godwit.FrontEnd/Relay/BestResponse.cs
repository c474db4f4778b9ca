using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Relay;

/// <summary>Which of several final refusals is the answer (RFC 3261 §16.7 step 6). Pure.</summary>
public static class BestResponse
{
    /// <summary>The better of the two; the earlier one when they are equally good.</summary>
    public static SipResponse Of(SipResponse? earlier, SipResponse later) =>
        earlier is null || Rank(later.Status) < Rank(earlier.Status) ? later : earlier;

    // A 6xx speaks for the user, then the lowest class. Within 4xx: those that a client can act on first, silence (408) and absence (480) last.
    private static int Rank(int status) => status switch
    {
        < 300 => 0,
        >= 600 => 100,
        401 or 407 or 415 or 420 or 484 => 400,
        408 => 402,
        430 or 480 => 403,
        < 400 => 300,
        < 500 => 401,
        _ => 500,
    };
}
