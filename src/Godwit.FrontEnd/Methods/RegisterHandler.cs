using System.Collections.Immutable;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.FrontEnd.Methods;

/// <summary>
/// REGISTER (RFC 3261 §10.3, [MS-SIPREGE]): signs endpoints in and out, sends those who are homed elsewhere there, and refuses with a reason.
/// </summary>
public sealed class RegisterHandler(
    FrontEndOptions options, ForestView forest, HomeOf homeOf, EndpointTable endpoints, SubscriptionTable subscriptions, IEndpointDoor door,
    TimeProvider time) : ISipMethodHandler
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    private readonly RegisterAnswer _answer = new(options.Pool.Generation);

    public SipMethod Method => SipMethod.Register;

    public ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        if (AddressOf(context) is not { } address)
            return Refuse(context, RequestRefusals.Malformed("To names no SIP address like sip:alice@example.org"));
        if (forest.Find(address) is not { } user) return Refuse(context, RegisterRefusals.UnknownUser(address));
        if (context.Caller != address) return Refuse(context, RegisterRefusals.NotYours);
        if (!user.Enabled) return Refuse(context, RegisterRefusals.Disabled);
        if (user.HomePool is not { } home) return Refuse(context, RegisterRefusals.Unassigned);
        if (!options.Pool.Fqdn.Equals(home, StringComparison.OrdinalIgnoreCase)) return SendHome(context, address, home);
        var bindings = Bindings.Read(context.Request, user.Address, options.RegistrationExpires);
        if (bindings.Problem is { } problem) return Refuse(context, RequestRefusals.Malformed(problem));
        return TryRefresh(context, user, bindings.List) ? default : Register(context, user, bindings, cancel);
    }

    /// <summary>
    /// A refresh that changes nothing is answered here: what the home granted holds, and its time is told as it runs (RFC 3261 §10.3 lets a
    /// registrar choose it). Past half of that time, or when the mode could have been set meanwhile, the home is asked.
    /// </summary>
    private bool TryRefresh(SipContext context, DirectoryUser user, IReadOnlyList<Binding> bindings)
    {
        if (bindings.Count != 1 || endpoints.CountOf(user.Address) != 1 || endpoints.Find(bindings[0].Endpoint) is not { } live) return false;
        var (asked, endpoint, now) = (bindings[0], live.Endpoint, time.GetUtcNow());
        if (!ReferenceEquals(live.Connection, context.Connection) || live.Revision != user.Revision || asked.Contact != endpoint.Contact || asked.Instance != endpoint.Instance) return false;
        if (endpoint.Mode == PresenceMode.Legacy && user.EnhancedPresenceEnabled && options.Pool.Generation != PoolGeneration.Lcs2005Sp1) return false;
        var left = endpoint.ExpiresAt - now;
        if (left > asked.Expires || left < options.RegistrationExpires / 2 || !HeaderBytes.Is(context.Request.Headers, HeaderNames.UserAgent, endpoint.UserAgent)) return false;
        context.Reply(_answer.SignedIn(context.Request, endpoint, [], isRefresh: true, now));
        return true;
    }

    private async ValueTask Register(SipContext context, DirectoryUser user, Bindings bindings, CancellationToken cancel)
    {
        var request = context.Request;
        try
        {
            if (bindings.All) await SignOutAll(context, user.Address, cancel);
            else if (bindings.List.Count == 0) context.Reply(_answer.Bindings(request, await Others(user.Address, cancel), false, time.GetUtcNow()));
            else await Apply(context, user, bindings.List, cancel);
        }
        catch (BackEndUnavailableException)
        {
            await Refuse(context, RegisterRefusals.PoolUnavailable);
        }
    }

    private async ValueTask Apply(SipContext context, DirectoryUser user, IReadOnlyList<Binding> bindings, CancellationToken cancel)
    {
        foreach (var binding in bindings)
        {
            if (binding.Expires == TimeSpan.Zero || binding.Expires >= Shortest) continue;
            var response = RequestRefusals.IntervalTooBrief.Answer(context.Request, options.Pool.Fqdn);
            response.Headers.Add(HeaderNames.MinExpires, "60");
            context.Reply(response);
            return;
        }

        var userAgent = context.Request.Headers.Get(HeaderNames.UserAgent) ?? "";
        var categories = HeaderBytes.HasToken(context.Request.Headers, HeaderNames.Supported, "msrtc-event-categories"u8);
        var both = categories && HeaderBytes.HasToken(context.Request.Headers, HeaderNames.Supported, "com.microsoft.msrtc.presence"u8);
        var client = ProductTokens.GenerationOf(userAgent, categories);
        var family = ProductTokens.FamilyOf(userAgent, both);
        SignInResult? last = null;
        foreach (var binding in bindings)
        {
            if (binding.Expires == TimeSpan.Zero)
            {
                await SignOut(binding.Endpoint, cancel);
                continue;
            }

            var expires = binding.Expires < options.RegistrationExpires ? binding.Expires : options.RegistrationExpires;
            var result = await homeOf(user.Address).SignIn(new SignInRequest(
                binding.Endpoint, binding.Contact, context.Connection.Id, binding.Instance, userAgent, client, user.EnhancedPresenceEnabled, expires)).WaitAsync(cancel);
            if (result.Refusal is { } refusal)
            {
                await Refuse(context, RegisterRefusals.Of(refusal, user.Address));
                return;
            }

            await Put(result, context.Connection, family, user.Revision, cancel);
            last = result;
        }

        // The family's own clients look for themselves only; others may have several bindings.
        var others = last is null ? await Others(user.Address, cancel) : family == ClientFamily.Plain ? last.All : [];
        context.Reply(last is null
            ? _answer.Bindings(context.Request, others, true, time.GetUtcNow())
            : _answer.SignedIn(context.Request, last.Endpoint!, others, last.IsRefresh, time.GetUtcNow()));
    }

    private async ValueTask Put(SignInResult result, ISipConnection connection, ClientFamily family, long revision, CancellationToken cancel)
    {
        var endpoint = result.Endpoint!;
        var before = endpoints.Find(endpoint.Key)?.Connection;
        // A new sign-in of a known endpoint: the dialogs of its former life are over.
        if (!result.IsRefresh) subscriptions.RemoveAll(endpoint.Key);
        endpoints.Put(endpoint, connection, family, revision);
        connection.HadSignIn = true;
        if (before is not null && !ReferenceEquals(before, connection) && endpoints.Over(before).Count == 0) before.Close(ConnectionEnd.Replaced);
        // It ended while the home was asked: nobody else will notice any more.
        if (!connection.IsOpen && endpoints.Remove(endpoint.Key, connection)) await homeOf(endpoint.Key.User).SignOut(endpoint.Key, connection.Id).WaitAsync(cancel);
    }

    private async ValueTask SignOut(EndpointKey endpoint, CancellationToken cancel)
    {
        endpoints.Remove(endpoint);
        await homeOf(endpoint.User).SignOut(endpoint, null).WaitAsync(cancel);
    }

    private async ValueTask SignOutAll(SipContext context, SipAddress user, CancellationToken cancel)
    {
        foreach (var endpoint in await homeOf(user).Reach().WaitAsync(cancel)) await SignOut(endpoint.Key, cancel);
        context.Reply(_answer.Bindings(context.Request, [], true, time.GetUtcNow()));
    }

    private Task<ImmutableArray<Endpoint>> Others(SipAddress user, CancellationToken cancel) => homeOf(user).Reach().WaitAsync(cancel);

    /// <summary>
    /// 301 only before a 200 on this connection: COMPAT, a redirected re-REGISTER crashes SIPE, which comes back by itself when its
    /// connection ends (protocol traps 8).
    /// </summary>
    private ValueTask SendHome(SipContext context, SipAddress user, string home)
    {
        if (home.Equals(options.Pool.Fqdn, StringComparison.OrdinalIgnoreCase)) return Refuse(context, RegisterRefusals.PoolUnavailable);
        if (!context.Connection.HadSignIn)
        {
            if (Redirect.TargetFor(context.Connection, options.Routes.GetValueOrDefault(home)) is not { } target) return Refuse(context, RegisterRefusals.NoRoute);
            context.Reply(Redirect.Write(context.Request, target));
            return default;
        }

        foreach (var live in endpoints.Over(context.Connection))
            if (live.Endpoint.Key.User == user) door.Deregister(live.Endpoint.Key, DeregisterReason.UserMoved);
        if (context.Connection.IsOpen && (endpoints.Over(context.Connection).Count > 0 || context.Connection.Transport == "UDP"))
            return Refuse(context, RegisterRefusals.MovedAway);
        context.HandOver();
        context.Connection.Close(ConnectionEnd.UserMoved);
        return default;
    }

    private ValueTask Refuse(SipContext context, Refusal refusal)
    {
        context.Reply(refusal.Answer(context.Request, options.Pool.Fqdn));
        return default;
    }

    /// <summary>The address in To; mostly it is the caller's, spelled the same.</summary>
    private static SipAddress? AddressOf(SipContext context) =>
        context.Caller is { } caller && HeaderBytes.NamesPlainly(context.Request.Headers.GetBytes(HeaderNames.To).Span, caller.Value) ? caller
        : NameAddress.TryParse(context.Request.Headers.Get(HeaderNames.To), out var name) && SipUri.TryParse(name.Uri, out var uri) && SipAddress.TryParse(uri.Address, out var address) ? address : null;
}
