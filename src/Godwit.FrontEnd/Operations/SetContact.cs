using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Contacts;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Operations;

/// <summary>Adds a contact, or changes its alias and groups ([MS-SIP] §3.7).</summary>
public sealed class SetContact(HomeOf homeOf, ForestView forest, IPresenceRoute route) : IOperation
{
    /// <summary>No client has an id that begins so: what is told to this one, nobody hears.</summary>
    private const string Announcer = "\tadded ";

    /// <summary>So long it is tried to tell a pool that can't be reached.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Name => "setContact";

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel)
    {
        if (ContactsRequest.SetContact(request.Document) is not { } command) return OperationAnswer.Refuse(RequestRefusals.Incomplete(Name));
        var endpoint = request.Caller.Endpoint;
        var result = await homeOf(endpoint.Key.User).ChangeContacts(command).WaitAsync(cancel);
        // Clients of 2007 say whom they have just added when they subscribe; those of 2005 can't say it there.
        if (result is { Refusal: null, Added: true } && command.Contact.Subscribed && endpoint.Mode == PresenceMode.Legacy) await TellAdded(endpoint.Key, command.Contact, cancel);
        return Outcomes.Of(result);
    }

    private async Task TellAdded(EndpointKey watcher, Contact contact, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(contact.Uri, out var user) || user == watcher.User) return;
        var name = forest.Find(watcher.User)?.DisplayName ?? watcher.User.Value;
        // A watcher of its own, which ends by itself: the client's watch of the same user comes and goes meanwhile.
        await route.Watch(watcher with { Id = Announcer + watcher.Id }, name, [new WatchedUser(user, true)], Patience, cancel);
    }
}
