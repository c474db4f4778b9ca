using System.Collections.ObjectModel;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Notifications;

/// <summary>
/// The subscriptions of one endpoint, the newest last. A plain client has a dialog for each contact: which one watches whom is remembered, and forgotten whenever a
/// subscription comes, goes or watches others. Guarded by a lock on itself.
/// </summary>
internal sealed class EndpointSubscriptions : Collection<Subscription>
{
    /// <summary>So few are found as quickly by looking at each.</summary>
    private const int Few = 8;

    private Dictionary<SipAddress, Subscription>? _watching;

    public Subscription? Remembered(SipAddress presentity) => _watching?.GetValueOrDefault(presentity);

    public void Remember(SipAddress presentity, Subscription subscription)
    {
        if (Count > Few) (_watching ??= [])[presentity] = subscription;
    }

    public void Forget(SipAddress presentity)
    {
        lock (this) _watching?.Remove(presentity);
    }

    public void RemoveAll(Func<Subscription, bool> which)
    {
        for (var i = Count - 1; i >= 0; i--)
            if (which(this[i])) RemoveAt(i);
    }

    protected override void RemoveItem(int index)
    {
        _watching = null;
        base.RemoveItem(index);
    }

    protected override void ClearItems()
    {
        _watching = null;
        base.ClearItems();
    }
}
