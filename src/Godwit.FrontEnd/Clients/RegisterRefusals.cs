using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Clients;

/// <summary>Every refusal of a sign-in that is not about passwords: status, the code clients of this family know, and what to do.</summary>
public static class RegisterRefusals
{
    public static Refusal UnknownUser(SipAddress address) =>
        new(404, 4005, $"{address} is not known here: check the spelling, or ask your administrator to enable this address for SIP");

    public static readonly Refusal NotYours = new(403, 4004, "You may only sign in with your own address: From and To must name the user whose password was given");

    public static readonly Refusal Disabled = new(403, 4141, "User disabled: ask your administrator to enable your account");

    public static readonly Refusal Unassigned = new(403, 4006, "You are not assigned to a pool: an administrator must move you to one before you can sign in");

    public static readonly Refusal NeedsNewerPool =
        new(403, 2013, "Your pool runs Live Communications Server 2005: sign in with Communicator 2005, or ask your administrator to move you to a newer pool");

    public static readonly Refusal NotEnabledForEnhancedPresence =
        new(403, 2013, "You are not enabled for enhanced presence: sign in with Communicator 2005, or ask your administrator to enable it");

    public static readonly Refusal EnhancedPresenceRequired =
        new(403, 2013, "The msrtc-event-categories extension is required: you use enhanced presence, sign in with Communicator 2007 or later");

    public static readonly Refusal PoolUnavailable = new(503, 1025, "Your pool is not available now: try again in a few minutes");

    public static readonly Refusal NoRoute = new(504, 1025, "Your pool takes no connections of this kind: ask your administrator where to sign in");

    public static readonly Refusal PathNotSupported =
        new(420, 9140, "A proxy on the way wrote a Path that your client does not support: take the proxy out, or use a client that says Supported: path");

    public static readonly Refusal FirstHopLacksOutbound =
        new(439, 9141, "The first proxy on the way does not keep flows (RFC 5626): register without reg-id, or through another proxy");

    public static readonly Refusal MovedAway = new(503, 4142, "You were moved to another pool: open a new connection to be taken there");


    public static Refusal Of(SignInRefusal refusal, SipAddress user) => refusal switch
    {
        SignInRefusal.ClientNeedsNewerPool => NeedsNewerPool,
        SignInRefusal.NotEnabledForEnhancedPresence => NotEnabledForEnhancedPresence,
        SignInRefusal.EnhancedPresenceRequired => EnhancedPresenceRequired,
        SignInRefusal.Disabled => Disabled,
        SignInRefusal.UnknownUser => UnknownUser(user),
        SignInRefusal.Unassigned => Unassigned,
        SignInRefusal.PoolUnavailable => PoolUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };

    /// <summary>The refusal with its sentence as Warning, too (RFC 3261 §20.43): that is the text SIPE shows for a 403.</summary>
    public static SipResponse Answer(this Refusal refusal, SipRequest request, string pool)
    {
        var response = refusal.ToResponse(request, pool);
        response.Headers.Add(HeaderNames.Warning, $"399 {pool} \"{refusal.Sentence}\"");
        return response;
    }
}
