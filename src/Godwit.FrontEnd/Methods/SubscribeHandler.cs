using System.Collections.Frozen;
using System.Globalization;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Events;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Peers;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>SUBSCRIBE (RFC 6665, [MS-SIP] §3.5 BENOTIFY): opens, refreshes and ends subscriptions of signed-in clients.</summary>
public sealed class SubscribeHandler(
    FrontEndOptions options, IEnumerable<IEventPackage> packages, EndpointTable endpoints, SubscriptionTable subscriptions, IPresenceRoute presence,
    PeerWatchers peers, OwnAddress own, OwnRequests requests, TimeProvider time) : ISipMethodHandler
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    private readonly FrozenDictionary<string, IEventPackage> _packages = packages.ToFrozenDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    public SipMethod Method => SipMethod.Subscribe;

    public async ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        var request = context.Request;
        if (PeerWatchers.IsFor(context))
        {
            await peers.Handle(context, cancel);
            return;
        }

        if (CallingEndpoint.Find(context, endpoints) is not { } caller)
        {
            Refuse(context, CallingEndpoint.Forwarded(context) is null ? RequestRefusals.NotSignedIn : RequestRefusals.Moved);
            return;
        }

        if (!_packages.TryGetValue(MediaTypes.Bare(request.Headers.Get(HeaderNames.Event)), out var package) || !package.IsFor(caller.Endpoint.Mode))
        {
            var known = package is not null && options.Pool.Generation >= PoolGeneration.Ocs2007;
            var response = (known ? RequestRefusals.EventNeedsNewClient : RequestRefusals.UnknownEvent).ToResponse(request, options.Pool.Fqdn);
            response.Headers.Add(HeaderNames.AllowEvents, RegisterAnswer.AllowEvents(caller.Endpoint.Mode));
            context.Reply(response);
            return;
        }

        var expires = ExpiresOf(request);
        if (expires > TimeSpan.Zero && expires < Shortest)
        {
            var response = RequestRefusals.IntervalTooBrief.ToResponse(request, options.Pool.Fqdn);
            response.Headers.Add(HeaderNames.MinExpires, "60");
            context.Reply(response);
            return;
        }

        if (Find(request, caller, package, out var refusal) is { } subscription) await Answer(context, caller, package, subscription, expires, cancel);
        else Refuse(context, refusal);
    }

    /// <summary>The subscription whose dialog the request names, or a new one.</summary>
    private Subscription? Find(SipRequest request, LiveEndpoint caller, IEventPackage package, out Refusal refusal)
    {
        refusal = RequestRefusals.NoSubscription;
        if (SubscribeAnswer.DialogOf(request) is { } named)
        {
            if (subscriptions.Find(caller.Endpoint.Key, named) is not { } known || known.Event != package.Name) return null;
            refusal = RequestRefusals.OutOfOrder;
            return known.TryHold(request) ? known : null;
        }

        refusal = RequestRefusals.Malformed("A SUBSCRIBE needs a Contact, and From, To and CSeq that can be read");
        if (Dialog.Answer(request, Refusal.NewTag()) is not { } dialog) return null;
        var opened = new Subscription(caller.Endpoint.Key, package.Name, dialog, SubscribeAnswer.TakesBenotify(request), FormFor(request, caller))
        {
            ExpiresAt = time.GetUtcNow() + Usual,
        };
        refusal = RequestRefusals.TooManySubscriptions;
        return subscriptions.TryAdd(opened) ? opened : null;
    }

    private async ValueTask Answer(
        SipContext context, LiveEndpoint caller, IEventPackage package, Subscription subscription, TimeSpan expires, CancellationToken cancel)
    {
        EventState state;
        try
        {
            // The end of a running subscription needs no state; a first SUBSCRIBE with Expires: 0 reads it once (RFC 6665 §4.4.3).
            state = expires == TimeSpan.Zero && SubscribeAnswer.DialogOf(context.Request) is not null
                ? new EventState(null)
                : await package.Open(new EventRequest(context.Request, caller, subscription, expires), cancel);
        }
        catch
        {
            // The pipeline answers, or asks the user's new home.
            subscriptions.Remove(subscription);
            throw;
        }

        if (state.Refusal is { } refusal)
        {
            // RFC 6665 §4.1.2.2: a refresh that was refused leaves the subscription as it was.
            if (SubscribeAnswer.DialogOf(context.Request) is null) await End(subscription, cancel);
            else subscription.Release(context.Connection, own, requests, time.GetUtcNow());
            Refuse(context, refusal);
            return;
        }

        var granted = state.Once ? TimeSpan.Zero : expires;
        var now = time.GetUtcNow();
        subscription.ExpiresAt = now + granted;
        var piggybacks = SubscribeAnswer.TakesPiggyback(context.Request);
        if (piggybacks && state.Body is not null) subscription.CountPiggyback();
        context.Reply(SubscribeAnswer.Write(context.Request, subscription, own.ContactFor(context.Connection), granted, state.Body));
        // RFC 6665 §4.2.1.2: every SUBSCRIBE is followed by a NOTIFY, with or without a body.
        if (!piggybacks) subscription.NotifyNow(state.Body, context.Connection, own, requests, now, granted > TimeSpan.Zero);
        if (granted > TimeSpan.Zero) subscription.Release(context.Connection, own, requests, now, state.IsKnown);
        else await End(subscription, cancel);
    }

    private async ValueTask End(Subscription subscription, CancellationToken cancel)
    {
        foreach (var user in subscriptions.Remove(subscription)) await presence.Unwatch(user, subscription.Endpoint, cancel);
    }

    private TimeSpan ExpiresOf(SipRequest request)
    {
        if (!uint.TryParse(request.Headers.Get(HeaderNames.Expires), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return Usual;
        var asked = TimeSpan.FromSeconds(seconds);
        return asked < options.RegistrationExpires ? asked : options.RegistrationExpires;
    }

    /// <summary>Plain clients read what they accept, PIDF by default (RFC 3856 §6.7); the family's own read what their mode says.</summary>
    private static PresenceForm FormFor(SipRequest request, LiveEndpoint caller)
    {
        var accepts = string.Join(',', request.Headers.All(HeaderNames.Accept));
        if (caller.Endpoint.Mode == PresenceMode.Enhanced) return PresenceForm.Categories;
        var readsLegacy = accepts.Length == 0 ? caller.Family != ClientFamily.Plain : accepts.Contains(MediaTypes.LegacyPresence, StringComparison.OrdinalIgnoreCase);
        return readsLegacy || MediaTypes.Is(request.Headers.Get(HeaderNames.ContentType), MediaTypes.AdhocList) ? PresenceForm.Legacy : PresenceForm.Pidf;
    }

    private void Refuse(SipContext context, Refusal refusal) => context.Reply(refusal.ToResponse(context.Request, options.Pool.Fqdn));
}
