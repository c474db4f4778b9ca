using System.Collections.Immutable;
using System.Globalization;
using Godwit.Pool.Users;

namespace Godwit.Moves.Healing;

/// <summary>Findings with their sentences: what is wrong, and what mending would do or what an administrator can do.</summary>
internal static class FindingText
{
    private const string ByHand = "Nothing is done by itself:";

    public static Finding HalfDoneMove(SipAddress user, string? home, string target) => new(
        FindingKind.HalfDoneMove, user, target,
        $"The directory says that the user is on the way to {target}, but no move of hers is under way.",
        $"The mark is taken away; she {(home is null ? "stays unassigned" : $"stays on {home}")}.",
        new Remedy(RemedyAct.ClearMark, null));

    public static Finding NoSuchPool(SipAddress user, string dangling, string? data) => new(
        FindingKind.NoSuchPool, user, null,
        $"The user's home is {dangling}, which is no pool of this forest; her data is {(data is null ? "in no database that can be asked" : "on " + data)}.",
        "The home is cleared: she becomes an Unassigned User and can be moved; her data comes along.",
        new Remedy(RemedyAct.ClearHome, null));

    public static Finding NotSettled(SipAddress user, string home, PlacedCopy copy) => new(
        FindingKind.NotSettled, user, home,
        copy.State == UserCopyState.Left
            ? $"The user lives on {home}, whose copy of her data was put aside as an undo copy, so that she sees nothing of it; no other pool has newer data."
            : $"The user lives on {home}, but the copy of her data that arrived there was never made hers.",
        $"The copy on {home} becomes hers.",
        new Remedy(RemedyAct.Settle, home));

    public static Finding DataElsewhere(SipAddress user, string home, string pool) => new(
        FindingKind.DataElsewhere, user, pool,
        $"The user lives on {home}, which has none of her data; it is on {pool}.",
        $"The data is brought from {pool} to {home}; what is on {pool} becomes an undo copy.",
        new Remedy(RemedyAct.Bring, pool));

    public static Finding DataOnBothSides(SipAddress user, string home, string pool) => new(
        FindingKind.DataOnBothSides, user, pool,
        $"The user lives on {home}, and {pool} holds data of hers, too, as if she lived there.",
        $"If she has nothing of her own on {home}, she gets what is on {pool}; else hers stays as it is. What is on {pool} becomes an undo copy.",
        new Remedy(RemedyAct.Bring, pool));

    public static Finding DataNowhere(SipAddress user, string home, string pool, ImmutableHashSet<string> unreachable) => new(
        FindingKind.DataNowhere, user, pool,
        $"The user lives on {home}, which has none of her data, and no other pool has it; all that is left is an undo copy on {pool}.",
        unreachable.IsEmpty ? $"She gets what the undo copy on {pool} holds." : $"{ByHand} {string.Join(", ", unreachable.Order(StringComparer.Ordinal))} can't be asked now and may have newer data; start it, then ask again.",
        unreachable.IsEmpty ? new Remedy(RemedyAct.Bring, pool) : null);

    public static Finding SeveralCopies(SipAddress user, string? home, IEnumerable<PlacedCopy> copies) => new(
        FindingKind.SeveralCopies, user, null,
        $"{string.Join(" and ", copies.Select(c => c.Pool).Order(StringComparer.Ordinal))} hold data of the user as if she lived there; {(home is null ? "she is unassigned" : $"she lives on {home}, which has none")}.",
        $"{ByHand} nobody but an administrator can say which of them is right; look at both, move her to the one that is, then ask again.",
        null);

    public static Finding StrayArrival(SipAddress user, string pool, string home) => new(
        FindingKind.StrayArrival, user, pool,
        $"{pool} holds a copy of the user's data that arrived with a move, and no move owns it any more; her data is on {home}.",
        $"The copy on {pool} is dropped.",
        new Remedy(RemedyAct.Abandon, pool));

    public static Finding UndoWithoutEnd(SipAddress user, string pool) => new(
        FindingKind.UndoWithoutEnd, user, pool,
        $"{pool} holds an undo copy of the user's data that would be kept for ever.",
        "It gets the end that any undo copy has.",
        new Remedy(RemedyAct.GiveEnd, pool));

    public static Finding UndoExpired(SipAddress user, string pool, DateTimeOffset until) => new(
        FindingKind.UndoExpired, user, pool,
        string.Create(CultureInfo.InvariantCulture, $"{pool} holds an undo copy of the user's data whose time was over on {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC."),
        "It is dropped; her own data is where it should be.",
        new Remedy(RemedyAct.Drop, pool));

    public static Finding UnknownUser(SipAddress user, ImmutableArray<PlacedCopy> copies) => new(
        FindingKind.UnknownUser, user, copies[0].Pool,
        $"{string.Join(" and ", copies.Select(c => c.Pool).Order(StringComparer.Ordinal))} {(copies.Length == 1 ? "holds" : "hold")} data of a user whom the directory does not know.",
        $"{ByHand} it may be the only copy; add her again if she was deleted by mistake.",
        null);

    public static Finding NobodyToDeliverTo(Delivery delivery) => new(
        FindingKind.DeliveryStuck, delivery.User, delivery.FromPool,
        $"Data from {delivery.FromPool} waits for a user whom the directory does not know (move {delivery.MoveId}).",
        $"{ByHand} it is kept; add her again if she was deleted by mistake.",
        null);

    public static Finding DeliveryStuck(Delivery delivery) => new(
        FindingKind.DeliveryStuck, delivery.User, delivery.FromPool,
        $"Data of the user is to follow from {delivery.FromPool} (move {delivery.MoveId}), which is neither a pool of this forest nor a retired one.",
        $"{ByHand} name that pool and its database in the configuration again, then the data follows.",
        null);
}
