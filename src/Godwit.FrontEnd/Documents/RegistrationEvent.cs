using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Documents;

/// <summary>What a client is told when the server ends its registration ([MS-SIPREGE] §2.2.1.13).</summary>
public sealed record RegistrationEvent(string Event, int Code, string Sentence)
{
    public static RegistrationEvent Of(DeregisterReason reason) => reason switch
    {
        DeregisterReason.QuotaExceeded => new("unregistered", 4140, "You signed in on more devices than are allowed; this one, the oldest, was signed out"),
        DeregisterReason.UserDisabled => new("rejected", 4141, "User disabled: ask your administrator to enable your account"),
        DeregisterReason.UserMoved => new("deactivated", 4142, "User moved: sign in again to be taken to your new pool"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>COMPAT: no line end, SIPE would not find its reason text (protocol traps 10).</summary>
    public MimeBody ToBody() => MimeBody.Of(MediaTypes.Registration, $"deregistered;event={Event}");
}
