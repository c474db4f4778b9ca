using System.Collections.Immutable;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
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
    FrontEndOptions options, ForestView forest, IRegistrar registrar, HomeOf homeOf, EndpointTable endpoints, SubscriptionTable subscriptions, IEndpointDoor door,
    TimeProvider time, SeenClients? seen = null) : ISipMethodHandler
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
        var known = endpoints.Of(user.Address);
        var bindings = Bindings.Read(context.Request, user.Address, options.RegistrationExpires, known.IsEmpty ? null : known[0].Endpoint.Contact);
        if (bindings.Problem is { } problem) return Refuse(context, RequestRefusals.Malformed(problem));
        if (bindings.Way.Refusal is { } refusal) return Refuse(context, refusal);
        return bindings.List.Count == 1 && (TryRefresh(context, user, known, bindings) || TrySignIn(context, user, bindings)) ? default : Register(context, user, bindings, cancel);
    }

    /// <summary>
    /// A refresh that changes nothing is answered here: what the home granted holds, and its time is told as it runs (RFC 3261 §10.3 lets a
    /// registrar choose it). Past half of that time, or when the mode could have been set meanwhile, the registrar is asked.
    /// </summary>
    private bool TryRefresh(SipContext context, DirectoryUser user, ImmutableArray<LiveEndpoint> known, Bindings bindings)
    {
        var asked = bindings.List[0];
        if (known is not [var live] || asked.Endpoint.Id != live.Endpoint.Key.Id) return false;
        var (endpoint, now) = (live.Endpoint, time.GetUtcNow());
        if (!ReferenceEquals(live.Connection, context.Connection) || live.Revision != user.Revision || asked.Contact != endpoint.Contact || asked.Instance != endpoint.Instance) return false;
        if (asked.Path != endpoint.Path) return false;
        if (endpoint.Mode == PresenceMode.Legacy && user.EnhancedPresenceEnabled && options.Pool.Generation != PoolGeneration.Lcs2005Sp1) return false;
        var left = endpoint.ExpiresAt - now;
        if (left > asked.Expires || left < options.RegistrationExpires / 2 || !HeaderBytes.Is(context.Request.Headers, HeaderNames.UserAgent, endpoint.UserAgent)) return false;
        context.Reply(_answer.SignedIn(context.Request, endpoint, [], isRefresh: true, now, bindings.Way));
        return true;
    }

    /// <summary>What the registrar can answer without waking the user's home: most first sign-ins.</summary>
    private bool TrySignIn(SipContext context, DirectoryUser user, Bindings bindings)
    {
        var asked = bindings.List[0];
        if (asked.Expires < Shortest) return false;
        var client = SigningClient.Of(context.Request);
        if (!registrar.TrySignIn(Request(context, user, asked, client), out var result)) return false;
        if (Put(result, context.Connection, client.Family, user.Revision) && ReferenceEquals(forest.Find(user.Address), user))
        {
            Answer(context, result, client, bindings.Way);
            return true;
        }

        // Her connection ended, or the directory changed: with what is so now, once more, by her home.
        endpoints.Remove(asked.Endpoint, context.Connection);
        registrar.TrySignOut(asked.Endpoint, context.Connection.Id);
        return false;
    }

    private async ValueTask Register(SipContext context, DirectoryUser user, Bindings bindings, CancellationToken cancel)
    {
        var request = context.Request;
        try
        {
            if (bindings.All) await SignOutAll(context, user.Address, cancel);
            else if (bindings.List.Count == 0) context.Reply(_answer.Bindings(request, await Others(user.Address, cancel), false, time.GetUtcNow()));
            else await Apply(context, user, bindings, cancel);
        }
        catch (BackEndUnavailableException)
        {
            await Refuse(context, RegisterRefusals.PoolUnavailable);
        }
    }

    private async ValueTask Apply(SipContext context, DirectoryUser user, Bindings bindings, CancellationToken cancel)
    {
        foreach (var binding in bindings.List)
        {
            if (binding.Expires == TimeSpan.Zero || binding.Expires >= Shortest) continue;
            var response = RequestRefusals.IntervalTooBrief.Answer(context.Request, options.Pool.Fqdn);
            response.Headers.Add(HeaderNames.MinExpires, "60");
            context.Reply(response);
            return;
        }

        var client = SigningClient.Of(context.Request);
        SignInResult? last = null;
        foreach (var binding in bindings.List)
        {
            if (binding.Expires == TimeSpan.Zero)
            {
                await SignOut(binding.Endpoint, cancel);
                continue;
            }

            var result = await homeOf(user.Address).SignIn(Request(context, user, binding, client)).WaitAsync(cancel);
            if (result.Refusal is { } refusal)
            {
                await Refuse(context, RegisterRefusals.Of(refusal, user.Address));
                return;
            }

            if (!Put(result, context.Connection, client.Family, user.Revision) && endpoints.Remove(binding.Endpoint, context.Connection))
                await homeOf(user.Address).SignOut(binding.Endpoint, context.Connection.Id).WaitAsync(cancel);
            last = result;
        }

        if (last is not null) Answer(context, last, client, bindings.Way);
        else context.Reply(_answer.Bindings(context.Request, await Others(user.Address, cancel), true, time.GetUtcNow()));
    }

    private SignInRequest Request(SipContext context, DirectoryUser user, Binding asked, SigningClient client) => new(
        asked.Endpoint, asked.Contact, context.Connection.Id, asked.Instance, client.UserAgent, client.Generation, user.EnhancedPresenceEnabled,
        asked.Expires < options.RegistrationExpires ? asked.Expires : options.RegistrationExpires, asked.Path);

    /// <summary>The family's own clients look for themselves only; others may have several bindings.</summary>
    private void Answer(SipContext context, SignInResult result, SigningClient client, RegisterPath way)
    {
        seen?.Note(result.Endpoint!.Key.User, client.UserAgent, client.Generation);
        context.Reply(_answer.SignedIn(context.Request, result.Endpoint!, client.Family == ClientFamily.Plain ? result.All : [], result.IsRefresh, time.GetUtcNow(), way));
    }

    /// <summary>False when the connection ended meanwhile: nobody else will notice any more.</summary>
    private bool Put(SignInResult result, ISipConnection connection, ClientFamily family, long revision)
    {
        var endpoint = result.Endpoint!;
        // A new sign-in of a known endpoint: the dialogs of its former life are over.
        if (!result.IsRefresh) subscriptions.RemoveAll(endpoint.Key);
        var before = endpoints.Put(new LiveEndpoint(endpoint, connection, family, revision))?.Connection;
        connection.HadSignIn = true;
        if (before is not null && !ReferenceEquals(before, connection) && endpoints.Over(before).Count == 0) before.Close(ConnectionEnd.Replaced);
        return connection.IsOpen;
    }

    private async ValueTask SignOut(EndpointKey endpoint, CancellationToken cancel)
    {
        endpoints.Remove(endpoint);
        if (!registrar.TrySignOut(endpoint, null)) await homeOf(endpoint.User).SignOut(endpoint, null).WaitAsync(cancel);
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
        var response = refusal.Answer(context.Request, options.Pool.Fqdn);
        // RFC 3261 §8.2.2.3
        if (refusal.Status == 420) response.Headers.Add(HeaderNames.Unsupported, "path");
        context.Reply(response);
        return default;
    }

    /// <summary>The address in To; mostly it is the caller's, spelled the same.</summary>
    private static SipAddress? AddressOf(SipContext context) =>
        context.Caller is { } caller && HeaderBytes.NamesPlainly(context.Request.Headers.GetBytes(HeaderNames.To).Span, caller.Value) ? caller
        : NameAddress.TryParse(context.Request.Headers.Get(HeaderNames.To), out var name) && SipUri.TryParse(name.Uri, out var uri) && SipAddress.TryParse(uri.Address, out var address) ? address : null;
}
