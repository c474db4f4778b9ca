using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Events;

/// <summary>A SUBSCRIBE of a signed-in endpoint, on its way to the package of its event.</summary>
/// <param name="Expires">How long it will be granted; zero = once only, or the end.</param>
public sealed record EventRequest(SipRequest Sip, LiveEndpoint Caller, Subscription Subscription, TimeSpan Expires);

/// <summary>What a subscription begins with: <paramref name="Refusal"/>, or the state now.</summary>
/// <param name="Once">The state never changes: the subscription ends with its answer.</param>
/// <param name="IsKnown">True for a notification whose change the state has already; null: telling it again does no harm.</param>
public sealed record EventState(MimeBody? Body, Refusal? Refusal = null, bool Once = false, Func<HomeNotification, bool>? IsKnown = null);

/// <summary>What a client can subscribe to (RFC 6665 §7). One file an event.</summary>
public interface IEventPackage
{
    /// <summary>As in <see cref="EventNames"/>.</summary>
    string Name { get; }

    /// <summary>False when clients served in this mode are not offered the event.</summary>
    bool IsFor(PresenceMode mode);

    /// <summary>The state now; from here on the home tells changes. Throws <see cref="MovedException"/> and <see cref="Pool.BackEnds.BackEndUnavailableException"/>.</summary>
    ValueTask<EventState> Open(EventRequest request, CancellationToken cancel);
}
