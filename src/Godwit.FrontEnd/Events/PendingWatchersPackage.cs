using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Events;

/// <summary>Who wants to see the user's presence and waits for her decision.</summary>
public sealed class PendingWatchersPackage(HomeOf homeOf) : IEventPackage
{
    public string Name => EventNames.PendingWatchers;

    public bool IsFor(PresenceMode mode) => true;

    public async ValueTask<EventState> Open(EventRequest request, CancellationToken cancel)
    {
        var endpoint = request.Caller.Endpoint.Key;
        return new EventState(PendingWatchersXml.Write(await homeOf(endpoint.User).SubscribePendingWatchers(endpoint).WaitAsync(cancel)));
    }
}
