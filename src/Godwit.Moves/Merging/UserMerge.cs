using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Permissions;
using Godwit.Pool.Pools;
using Godwit.Pool.Presence;

namespace Godwit.Moves.Merging;

/// <summary>A user's data after a merge, what was changed on both sides in words, and what the limits left out.</summary>
public sealed record Merged(UserData User, ImmutableArray<string> Conflicts, ImmutableArray<LostItem> NotTaken);

/// <summary>
/// Three-way merge of a user's data: what both knew before, what comes late in a parcel, and what she has at her home now. Pure, and the same again when it is
/// repeated on its own result. Nothing of either side goes unless the other side deleted it and it was there before.
/// </summary>
public static class UserMerge
{
    private static readonly LostItem UserInfo = new("userInfo of a 2005 client", "userInfo", "userInfo");

    /// <param name="parcelIsLater">Of two changes of one item the parcel's is the later one; else the home's. Publications carry their time themselves.</param>
    public static Merged Merge(UserData before, UserData parcel, UserData home, bool parcelIsLater, PoolLimits limits)
    {
        var notes = new MergeNotes();
        var way = new ThreeWay(parcelIsLater, notes);
        var (groups, contacts) = ContactMerge.Of(way, before, parcel, home, limits);
        var (aces, members) = Access(way, before, parcel, home, limits);
        var merged = home with
        {
            Groups = groups,
            Contacts = contacts,
            Aces = aces,
            Members = members,
            Publications = Publications(way, before, parcel, home, limits),
            Subscribers = [.. way.Rows(before.Subscribers, parcel.Subscribers, home.Subscribers, s => s.Address, null, Items.Of, (_, other, here) => here with { Acknowledged = here.Acknowledged || other.Acknowledged })],
            Meetings = [.. way.Rows(before.Meetings, parcel.Meetings, home.Meetings, m => m.Id, null, Items.Of, (_, other, here) => way.Later(other, here, Items.Of))],
        };
        return new Merged(merged with { Account = Account(way, before.Account, parcel, home, merged), Containers = Containers(parcel, home, merged) }, [.. notes.Conflicts], [.. notes.NotTaken]);
    }

    /// <summary>As much of it as a pool takes; the rest is named.</summary>
    public static Merged Fit(UserData user, PoolLimits limits)
    {
        var fit = Merge(UserData.Empty(user.Address), user, UserData.Empty(user.Address), true, limits);
        // Nothing has changed: versions stay what clients know.
        return fit.NotTaken.IsEmpty ? fit with { User = user } : fit;
    }

    /// <summary>RichMode is for ever: whoever turned it on, it is on.</summary>
    private static UserAccount Account(ThreeWay way, UserAccount before, UserData parcel, UserData home, UserData merged)
    {
        var (there, here) = (parcel.Account, home.Account);
        return new UserAccount(
            there.RichMode || here.RichMode,
            Version(there.ContactsDelta, here.ContactsDelta, MergedVersion.Contacts),
            Version(there.AclDelta, here.AclDelta, MergedVersion.Aces),
            way.Value(before.LegacyUserInfo, there.LegacyUserInfo, here.LegacyUserInfo, (_, _) => way.Notes.Changed(UserInfo)));

        int Version(int ofParcel, int ofHome, Func<UserData, UserData> part) =>
            MergedVersion.Of(ofParcel, ofHome, MergedVersion.Same(merged, parcel, part), MergedVersion.Same(merged, home, part));
    }

    private static ImmutableArray<ContainerVersion> Containers(UserData parcel, UserData home, UserData merged) =>
    [
        .. from container in parcel.Containers.Concat(home.Containers).Concat(merged.Members.Select(m => new ContainerVersion(m.Container, 0))).Select(c => c.Container).Distinct().Order()
           let part = MergedVersion.Members(container)
           let version = MergedVersion.Of(VersionOf(parcel, container), VersionOf(home, container), MergedVersion.Same(merged, parcel, part), MergedVersion.Same(merged, home, part))
           where version > 0
           select new ContainerVersion(container, version),
    ];

    private static int VersionOf(UserData user, int container) => user.Containers.FirstOrDefault(c => c.Container == container)?.Version ?? 0;

    /// <summary>An entry that blocks and a member of the blocked container are one fact: where both sides decided about somebody, the entry that stays decides.</summary>
    private static (ImmutableArray<Ace> Aces, ImmutableArray<ContainerMember> Members) Access(ThreeWay way, UserData before, UserData parcel, UserData home, PoolLimits limits)
    {
        var decided = new List<Ace>();
        var aces = way.Rows(before.Aces, parcel.Aces, home.Aces, a => (a.Type, a.Mask), null, Items.Of, (_, other, here) =>
        {
            var later = way.Later(other, here, Items.Of);
            decided.Add(later);
            return later;
        });
        var members = way.Rows(before.Members, parcel.Members, home.Members, m => m, null, Items.Of, (_, _, here) => here);
        foreach (var ace in decided.Where(a => !PermissionRules.Blocks(a.Rights)))
            members.RemoveAll(m => m.Container == ContainerIds.Blocked && IsOf(m, ace));
        way.Fit(aces, limits.Aces, a => home.Aces.Any(h => h.Type == a.Type && h.Mask == a.Mask), Items.Of);
        way.Fit(members, limits.Members, home.Members.Contains, Items.Of);
        return ([.. aces], [.. members]);
    }

    private static bool IsOf(ContainerMember member, Ace ace) => ace.Type switch
    {
        AceType.User => member.Type == MemberTypes.User && member.Value == ace.Mask,
        AceType.Domain => member.Type == MemberTypes.Domain && member.Value == ace.Mask,
        _ => member.Type == MemberTypes.Everyone,
    };

    /// <summary>The one that was published later; its version is above both, unless it stands for what clients know by it.</summary>
    private static ImmutableArray<Publication> Publications(ThreeWay way, UserData before, UserData parcel, UserData home, PoolLimits limits)
    {
        var rows = way.Rows(before.Publications, parcel.Publications, home.Publications, Key, null, Items.Of, (_, other, here) =>
        {
            var later = other.PublishedAt > here.PublishedAt ? other : other.PublishedAt < here.PublishedAt || Says(other, here) ? here : way.Later(other, here, Items.Of);
            if (other.PublishedAt != here.PublishedAt && !Says(other, here)) way.Notes.Changed(Items.Of(here));
            return later with { Version = MergedVersion.Of(other.Version, here.Version, Says(later, other), Says(later, here)) };
        });
        way.Fit(rows, limits.Publications, p => home.Publications.Any(h => Key(h) == Key(p)), Items.Of);
        return [.. rows.Select(row => AtLeast(row, parcel)).Select(row => AtLeast(row, home))];
    }

    /// <summary>Where only one side changed it, the other may have counted further by itself.</summary>
    private static Publication AtLeast(Publication row, UserData side) =>
        side.Publications.FirstOrDefault(p => Key(p) == Key(row)) is { } other && other.Version >= row.Version && !Says(row, other) ? row with { Version = other.Version + 1 } : row;

    private static (string, long, int) Key(Publication publication) => (publication.Category, publication.Instance, publication.Container);

    private static bool Says(Publication one, Publication other) =>
        one.Content == other.Content && one.Expires == other.Expires && one.ExpiresAt == other.ExpiresAt && one.Endpoint == other.Endpoint;
}
