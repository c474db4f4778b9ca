using System.Collections.Immutable;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Moves.Merging;

/// <summary>
/// Versions after a merge. No client of either side may take what it has for what there is now: whoever holds the higher version keeps it only if the content is
/// still what it stood for.
/// </summary>
public static class MergedVersion
{
    /// <param name="parcelSame">The merged content is the parcel's.</param>
    /// <param name="homeSame">The merged content is the home's.</param>
    public static int Of(int parcel, int home, bool parcelSame, bool homeSame) =>
        Math.Max(parcel, home) + ((parcel < home || parcelSame) && (home < parcel || homeSame) ? 0 : 1);

    /// <summary>The same rows of the kinds that <paramref name="part"/> leaves in, in whatever order.</summary>
    public static bool Same(UserData one, UserData other, Func<UserData, UserData> part) => Bytes(part(one)).AsSpan().SequenceEqual(Bytes(part(other)));

    public static UserData Contacts(UserData user) => Nothing(user.Address) with { Groups = user.Groups, Contacts = [.. user.Contacts.Select(c => c with { Uri = c.Uri.ToLowerInvariant() })] };

    public static UserData Aces(UserData user) => Nothing(user.Address) with { Aces = user.Aces };

    public static Func<UserData, UserData> Members(int container) => user => Nothing(user.Address) with { Members = [.. user.Members.Where(m => m.Container == container)] };

    private static UserData Nothing(SipAddress user) => UserData.Empty(user) with { Groups = ImmutableArray<Godwit.Pool.Contacts.ContactGroup>.Empty };

    private static byte[] Bytes(UserData part)
    {
        var writer = new ParcelWriter();
        UserParcels.Write(writer, part);
        return writer.Content.ToArray();
    }
}
