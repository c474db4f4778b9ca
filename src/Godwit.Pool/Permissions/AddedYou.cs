using System.Collections.Immutable;

namespace Godwit.Pool.Permissions;

/// <summary>
/// Who put the user on a list and whom she was not told of yet. One memory for both models: clients of 2007 read it as subscribers and acknowledge them,
/// those of 2005 ask her about pending watchers and answer with an ACE ([MS-SIP] §2.2.3). Either answer is for good.
/// </summary>
public static class AddedYou
{
    /// <summary>Whom a client of 2005 asks about: who waits to be let in, and who was not acknowledged. Not whom she has decided on already. By address.</summary>
    public static ImmutableArray<Subscriber> ToAsk(AccessState access, ImmutableArray<Subscriber> subscribers, ImmutableArray<Subscriber> waiting)
    {
        var asked = waiting.ToBuilder();
        foreach (var subscriber in subscribers)
            if (!subscriber.Acknowledged && !IsDecided(access, subscriber.Address) && waiting.All(w => w.Address != subscriber.Address)) asked.Add(subscriber);
        asked.Sort(static (a, b) => string.CompareOrdinal(a.Address, b.Address));
        return asked.DrainToImmutable();
    }

    /// <summary>Those whom a change of her permissions decides on, acknowledged.</summary>
    public static ImmutableArray<Subscriber> Decided(ImmutableArray<Subscriber> subscribers, AccessDifference change) =>
    [
        .. from subscriber in subscribers
           where !subscriber.Acknowledged
           where change.PutAces.Any(a => a.Type == AceType.User && a.Mask == subscriber.Address)
               || change.PutMembers.Any(m => m.Type == MemberTypes.User && m.Value == subscriber.Address)
           select subscriber with { Acknowledged = true },
    ];

    private static bool IsDecided(AccessState access, string address) =>
        access.Find(AceType.User, address) is { Rights: not ['P', ..] } || access.Members.Any(m => m.Type == MemberTypes.User && m.Value == address);
}
