using System.Collections.Immutable;
using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Orleans;

namespace Godwit.Pool.Homes;

/// <summary>
/// One user's home: endpoints, contacts, permissions, presence. Key: <see cref="SipAddress.Value"/>. Every write is durable before its task completes;
/// notifications leave by <see cref="IEndpointDoor"/> after the write. While a move holds the user, writes wait; once she is
/// homed elsewhere every call throws <see cref="MovedException"/>.
/// </summary>
[Alias("godwit.IHomeGrain")]
public interface IHomeGrain : IGrainWithStringKey
{
    [Alias("SignIn")] Task<SignInResult> SignIn(SignInRequest request);

    /// <summary>Signed out (Expires: 0), or the connection is gone: then <paramref name="connection"/> names it, and a newer sign-in of the same endpoint stays.</summary>
    [Alias("SignOut")] Task SignOut(EndpointKey endpoint, string? connection);

    /// <summary>Where she can be reached now. Empty = nowhere; waits when her endpoints are known to be coming over from another pool.</summary>
    [Alias("Reach")] Task<ImmutableArray<Endpoint>> Reach();

    // Contacts ([MS-SIP] §3.7). Subscribing also registers the endpoint for changes.
    [Alias("SubscribeContacts")] Task<ContactList> SubscribeContacts(EndpointKey endpoint);
    /// <summary>A refused change makes clients count wrong: every subscribed endpoint gets <see cref="HomeNotification.ContactsReset"/> then.</summary>
    [Alias("ChangeContacts")] Task<ContactsResult> ChangeContacts(ContactsCommand command);

    // Permissions, both faces of one truth: a USER ace with rights BD is membership of container 32000, and the other way round.
    [Alias("SubscribeAcl")] Task<AccessList> SubscribeAcl(EndpointKey endpoint);
    /// <summary>Rights "" = the entry goes away.</summary>
    [Alias("SetAce")] Task<PermissionsResult> SetAce(Ace ace, int delta);
    [Alias("SetContainerMembers")] Task<PermissionsResult> SetContainerMembers(ImmutableArray<ContainerCommand> commands);

    // The user's own enhanced data.
    [Alias("SubscribeSelf")] Task<RoamingSelf> SubscribeSelf(EndpointKey endpoint, bool categories, bool containers, bool subscribers);
    [Alias("Publish")] Task<PublishResult> Publish(EndpointKey endpoint, ImmutableArray<PublishCommand> commands);
    [Alias("AcknowledgeSubscriber")] Task AcknowledgeSubscriber(string address);

    // The user's own 2005 data.
    /// <summary>False: userInfo (or the note of a standard client) is longer than <see cref="Pools.PoolLimits.UserInfoLength"/>, or is not XML; nothing changed.</summary>
    [Alias("SetLegacyPresence")] Task<bool> SetLegacyPresence(EndpointKey endpoint, LegacyPublish presence);
    [Alias("SubscribePendingWatchers")] Task<ImmutableArray<Subscriber>> SubscribePendingWatchers(EndpointKey endpoint);

    /// <summary>Everybody who watches this user, each person once (RFC 3857).</summary>
    [Alias("SubscribeWatchers")] Task<ImmutableArray<WatcherEntry>> SubscribeWatchers(EndpointKey endpoint);

    /// <summary>
    /// Somebody watches this user. <paramref name="added"/>: she was just put on the watcher's list ("added you"). Refreshed by calling again.
    /// The home does not know when a watcher signs out: what it sends to nobody is dropped by <see cref="IEndpointDoor"/>, and the front end
    /// that lost the endpoint calls <see cref="Unwatch"/>; else the watch ends with <paramref name="expires"/>. Zero only looks.
    /// Null: nothing can be said yet, since the user was just moved here and her clients are on their way; it is told when they have come.
    /// </summary>
    /// <param name="tell">The state now leaves by <see cref="IEndpointDoor"/>, before anything that changes later; the answer is null.</param>
    [Alias("Watch")] Task<PresenceView?> Watch(EndpointKey watcher, string watcherDisplayName, bool added, TimeSpan expires, bool tell = false);
    [Alias("Unwatch")] Task Unwatch(EndpointKey watcher);

    /// <summary>The directory has other attributes of this user: watchers are told her contact card.</summary>
    [Alias("TellCard")] Task TellCard();

    /// <summary>May <paramref name="caller"/> call or message this user? False when he is blocked.</summary>
    [Alias("MayCommunicate")] Task<bool> MayCommunicate(SipAddress caller);

    /// <summary>Do her own clients say that she is in a call or conference?</summary>
    [Alias("IsCalling")] Task<bool> IsCalling();

    [Alias("GetMeetings")] Task<ImmutableArray<Meetings.Meeting>> GetMeetings();

    /// <summary>Takes out what has expired (registrations, publications, watchers). Called by <see cref="ExpirySweep"/>.</summary>
    [Alias("Sweep")] Task Sweep();

    /// <summary>
    /// Ends every endpoint and forgets what is in memory; how many endpoints there were. Waits for nothing, so that it works on a fenced user and on
    /// one who is homed elsewhere. Only after <see cref="DeregisterReason.UserMoved"/> are watchers told to look for her anew.
    /// </summary>
    [Alias("Close")] Task<int> Close(DeregisterReason reason);
}
