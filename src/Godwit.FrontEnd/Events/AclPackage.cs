using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Events;

/// <summary>Whom the user allows and blocks, in the 2005 form ([MS-SIP] §2.2.3). On every pool: container 32000 shows here as BD.</summary>
public sealed class AclPackage(HomeOf homeOf) : IEventPackage
{
    public string Name => EventNames.Acl;

    public bool IsFor(PresenceMode mode) => true;

    public async ValueTask<EventState> Open(EventRequest request, CancellationToken cancel)
    {
        var endpoint = request.Caller.Endpoint.Key;
        var list = await homeOf(endpoint.User).SubscribeAcl(endpoint).WaitAsync(cancel);
        return new EventState(AclXml.Write(list), IsKnown: n => n is HomeNotification.AclChanged changed && changed.List.Delta <= list.Delta);
    }
}
