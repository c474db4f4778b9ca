using System.Collections.Immutable;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Orleans;

namespace Godwit.FrontEnd.Relay;

/// <summary>
/// Sends a request on to where it belongs: a device, all devices of a user, the pool that serves her; or says why it can't be.
/// The task ends when the request is on its way; the answer comes later.
/// </summary>
public sealed class RequestRelay(
    FrontEndOptions options, Router router, Forks forks, EndpointTable endpoints, IPoolTrunks trunks, HomeGate gate, IRegistrar registrar, HomeOf homeOf)
{
    public ValueTask Send(SipContext context, CancellationToken cancel) => SendTo(router.Find(context.Request), context, cancel);

    public ValueTask SendTo(Destination destination, SipContext context, CancellationToken cancel)
    {
        switch (destination)
        {
            case Destination.Device device when Router.HasDialog(context.Request):
                Start(context, [Targets.Hop(device.Endpoint)]);
                return default;
            case Destination.Connection connection:
                Start(context, [new NextHop(connection.Over)]);
                return default;
            case Destination.Device device:
                return ToDevice(context, device.Endpoint);
            case Destination.AbsentDevice absent:
                return AwaitDevice(context, absent.User, cancel);
            case Destination.Person person:
                var reach = Reach(context.Caller, person.User.Address);
                if (!reach.IsCompletedSuccessfully) return ToPerson(context, reach);
                Start(context, reach.Result);
                return default;
            case Destination.Pool pool:
                return ToPool(context, pool.Fqdn, cancel);
            case Destination.Nowhere nowhere:
                Refuse(context, nowhere.Why);
                return default;
            default:
                // Of a dialog with this server that it knows no more the client is to begin another one.
                Refuse(context, Router.HasDialog(context.Request) ? Refusal.DialogGone : Refusal.NothingHere);
                return default;
        }
    }

    /// <summary>Where a user who is homed here can be reached by that caller; nowhere also when she has blocked him.</summary>
    public ValueTask<ImmutableArray<Endpoint>> Reach(SipAddress? caller, SipAddress user) =>
        registrar.TryReach(user, caller, out var reach) ? new(reach) : AskHome(caller, user);

    private async ValueTask<ImmutableArray<Endpoint>> AskHome(SipAddress? caller, SipAddress user)
    {
        var home = homeOf(user);
        var allowed = caller is { } person && person != user ? home.MayCommunicate(person) : null;
        var reach = home.Reach();
        if (allowed is null || await allowed) return await reach;
        reach.Ignore();
        return [];
    }

    private async ValueTask ToPerson(SipContext context, ValueTask<ImmutableArray<Endpoint>> reach) => Start(context, await reach);

    private void Start(SipContext context, ImmutableArray<Endpoint> reach)
    {
        var hops = new List<NextHop>(reach.Length);
        foreach (var endpoint in reach)
            if (endpoints.Find(endpoint.Key) is { Connection.IsOpen: true } live) Targets.Add(hops, live);
        Start(context, hops);
    }

    /// <summary>A device that is called by its own name: who is blocked does not reach it either.</summary>
    private async ValueTask ToDevice(SipContext context, LiveEndpoint endpoint)
    {
        var user = endpoint.Endpoint.Key.User;
        if (context.Caller is { } caller && caller != user && !await homeOf(user).MayCommunicate(caller))
            Refuse(context, Refusal.NotSignedIn);
        else Start(context, [Targets.Hop(endpoint)]);
    }

    private async ValueTask AwaitDevice(SipContext context, SipAddress user, CancellationToken cancel)
    {
        if (gate.IsExpected(user, out var arrival))
        {
            await arrival.WaitAsync(cancel);
            if (router.Find(context.Request) is Destination.Device device)
            {
                await SendTo(device, context, cancel);
                return;
            }
        }

        Refuse(context, Router.HasDialog(context.Request) ? Refusal.DialogGone : Refusal.EndpointGone);
    }

    private async ValueTask ToPool(SipContext context, string fqdn, CancellationToken cancel)
    {
        if (await trunks.To(fqdn, cancel) is { } trunk) Start(context, [new NextHop(trunk)]);
        else Refuse(context, Refusal.PoolUnreachable);
    }

    /// <summary>To all of them at once; nobody there is a refusal.</summary>
    public void Start(SipContext context, List<NextHop> hops)
    {
        if (hops.Count == 0) Refuse(context, Refusal.NotSignedIn);
        else if (context.Request.Method == SipMethod.Ack) forks.Pass(context, hops[0]);
        else forks.Start(context, hops);
    }

    private void Refuse(SipContext context, Refusal why)
    {
        // A caller who gave up meanwhile has had her answer (487).
        if (!context.Answered) context.Reply(why.ToResponse(context.Request, options.Pool.Fqdn));
    }
}
