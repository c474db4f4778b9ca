using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Events;

/// <summary>The user's contacts and groups, for old and new clients alike ([MS-SIP] §3.7).</summary>
public sealed class ContactsPackage(HomeOf homeOf) : IEventPackage
{
    public string Name => EventNames.Contacts;

    public bool IsFor(PresenceMode mode) => true;

    public async ValueTask<EventState> Open(EventRequest request, CancellationToken cancel)
    {
        var endpoint = request.Caller.Endpoint.Key;
        var list = await homeOf(endpoint.User).SubscribeContacts(endpoint).WaitAsync(cancel);
        return new EventState(ContactsXml.Write(list), IsKnown: n => n is HomeNotification.ContactsChanged changed && changed.Delta.Delta <= list.Delta);
    }
}
