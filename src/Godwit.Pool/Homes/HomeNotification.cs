using System.Collections.Immutable;
using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>Something a signed-in client subscribed to has changed.</summary>
public abstract record HomeNotification
{
    /// <summary>[MS-SIP] §3.7: what changed between two versions of the contact list.</summary>
    public sealed record ContactsChanged(ContactsDelta Delta) : HomeNotification;

    /// <summary>The whole contact list anew (after a mismatch of deltaNum).</summary>
    public sealed record ContactsReset(ContactList List) : HomeNotification;

    /// <summary>The ACEs of the 2005 model anew.</summary>
    public sealed record AclChanged(AccessList List) : HomeNotification;

    /// <summary>What changed of the user's own categories, containers, subscribers (roaming-self). A category that is named carries all its instances.</summary>
    public sealed record SelfChanged(RoamingSelf Changes) : HomeNotification;

    public sealed record PresenceChanged(PresenceView View) : HomeNotification;

    /// <summary>The watched user is homed elsewhere now: the front end calls <see cref="IHomeGrain.Watch"/> at her new home; the client notices nothing.</summary>
    public sealed record PresentityMoved(SipAddress Presentity) : HomeNotification;

    /// <summary>presence.winfo: those of whom something changed.</summary>
    public sealed record WatchersChanged(ImmutableArray<WatcherEntry> Changed) : HomeNotification;

    /// <summary>presence.wpending: everybody who waits for a decision.</summary>
    public sealed record PendingWatchersChanged(ImmutableArray<Subscriber> Watchers) : HomeNotification;
}
