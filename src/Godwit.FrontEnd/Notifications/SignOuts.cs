using System.Threading.Channels;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Notifications;

/// <summary>
/// Signs endpoints out: those that ask for it, and those whose connection ended (COMPAT: SIPE's last REGISTER often does not arrive,
/// protocol traps 13). The ended ones are taken care of by <see cref="Run"/>, one after the other.
/// </summary>
public sealed partial class SignOuts(
    EndpointTable endpoints, SubscriptionTable subscriptions, HomeOf homeOf, IPresenceRoute presence, ILogger<SignOuts> log)
{
    private readonly Channel<LiveEndpoint> _gone = Channel.CreateUnbounded<LiveEndpoint>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>The endpoint asked for it.</summary>
    public async ValueTask SignOut(EndpointKey endpoint, CancellationToken cancel)
    {
        endpoints.Remove(endpoint);
        var watched = subscriptions.RemoveAll(endpoint);
        await homeOf(endpoint.User).SignOut(endpoint, null).WaitAsync(cancel);
        foreach (var user in watched) await presence.Unwatch(user, endpoint, cancel);
    }

    /// <summary>The connection ended: everybody who was signed in over it is signed out. Does not wait.</summary>
    public void Ended(ISipConnection connection)
    {
        foreach (var live in endpoints.RemoveAll(connection)) _gone.Writer.TryWrite(live);
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        await foreach (var live in _gone.Reader.ReadAllAsync(cancel))
        {
            try
            {
                await Leave(live, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                // Her home forgets the endpoint when its registration expires.
                NotSignedOut(e, live.Endpoint.Key.User);
            }
        }
    }

    private async Task Leave(LiveEndpoint live, CancellationToken cancel)
    {
        var key = live.Endpoint.Key;
        // She may be back over another connection already: then her subscriptions are new ones, and her home knows better.
        var watched = endpoints.Find(key) is null ? subscriptions.RemoveAll(key) : [];
        try
        {
            await homeOf(key.User).SignOut(key, live.Connection.Id).WaitAsync(cancel);
        }
        catch (Exception e) when (e is MovedException or BackEndUnavailableException)
        {
            // Gone from here altogether.
        }

        foreach (var user in watched) await presence.Unwatch(user, key, cancel);
    }

    [LoggerMessage(LogLevel.Warning, "{User} could not be signed out after her connection ended; her registration runs out by itself")]
    private partial void NotSignedOut(Exception e, SipAddress user);
}
