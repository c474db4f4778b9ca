using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Pools;

namespace Godwit.Files.Merging;

/// <summary>Leaves out of a user's new data what her pool would not take from a client, and names each of it.</summary>
public static class Fitting
{
    /// <param name="before">What she has already stays, whatever the limits are now.</param>
    public static (UserData Data, ImmutableArray<FileSkip> Skips) Apply(UserData before, UserData after, PoolLimits limits, long line)
    {
        var skips = ImmutableArray.CreateBuilder<FileSkip>();
        var known = before.Groups.Select(g => g.Id).ToHashSet();
        var groups = Keep(after.Groups, g => known.Contains(g.Id) ? null : Why(g, limits), g => $"group {g.Name}", g => g.Id);
        var ids = groups.Select(g => g.Id).ToHashSet();
        var had = before.Contacts.Select(c => c.Uri).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var room = Math.Max(limits.Contacts, had.Count);
        var contacts = Keep(after.Contacts, c => had.Contains(c.Uri) ? null : Why(c, limits) ?? (room-- > had.Count ? null : $"A user may have {limits.Contacts} contacts"), c => $"contact {c.Uri}", c => c.Uri.ToUpperInvariant());
        contacts = [.. contacts.Select(c => c.Groups.All(ids.Contains) ? c : InGroups(c))];
        var data = after with
        {
            Groups = groups,
            Contacts = contacts,
            Aces = Cut(after.Aces, before.Aces.Length, limits.Aces, a => $"ace {a.Mask}", a => (a.Type, a.Mask)),
            Members = Cut(after.Members, before.Members.Length, limits.Members, m => $"member {m.Value} of container {m.Container}", m => m),
            Containers = Keep(after.Containers, _ => null, c => $"container {c.Container}", c => c.Container),
            Publications = Cut([.. Keep(after.Publications, p => p.Content.Length > limits.PublicationLength ? $"It is longer than {limits.PublicationLength} characters" : null, p => $"publication {p.Category}", p => (p.Category, p.Instance, p.Container))],
                before.Publications.Length, limits.Publications, p => $"publication {p.Category}", p => (p.Category, p.Instance, p.Container)),
            Subscribers = Cut(after.Subscribers, before.Subscribers.Length, limits.Watchers, s => $"subscriber {s.Address}", s => s.Address),
            Meetings = Keep(after.Meetings, _ => null, m => $"meeting {m.Id}", m => m.Id),
        };
        if (data.Account.LegacyUserInfo?.Length > limits.UserInfoLength && data.Account.LegacyUserInfo != before.Account.LegacyUserInfo)
        {
            Skip("user info", $"It is longer than {limits.UserInfoLength} characters");
            data = data with { Account = data.Account with { LegacyUserInfo = before.Account.LegacyUserInfo } };
        }
        return (data, skips.ToImmutable());

        void Skip(string what, string why) => skips.Add(new FileSkip(line, after.Address.Value, what, why));

        ImmutableArray<T> Keep<T, TKey>(ImmutableArray<T> rows, Func<T, string?> why, Func<T, string> name, Func<T, TKey> key)
        {
            var kept = ImmutableArray.CreateBuilder<T>(rows.Length);
            var keys = new HashSet<TKey>();
            foreach (var row in rows)
            {
                if (!keys.Add(key(row))) Skip(name(row), "It is there twice");
                else if (why(row) is { } reason) Skip(name(row), reason);
                else kept.Add(row);
            }
            return kept.Count == rows.Length ? rows : kept.ToImmutable();
        }

        ImmutableArray<T> Cut<T, TKey>(ImmutableArray<T> rows, int had, int most, Func<T, string> name, Func<T, TKey> key)
        {
            var left = Math.Max(most, had);
            return Keep(rows, _ => left-- > 0 ? null : $"A user may have {most} of these", name, key);
        }

        Contact InGroups(Contact contact)
        {
            foreach (var group in contact.Groups.Where(g => !ids.Contains(g))) Skip($"group {group} of contact {contact.Uri}", "There is no such group");
            return contact with { Groups = [.. contact.Groups.Where(ids.Contains)] };
        }
    }

    private static string? Why(ContactGroup group, PoolLimits limits)
    {
        if (group.Id < 1 || group.Id > limits.Groups) return $"Groups have the numbers 1 to {limits.Groups}";
        return TooLong(group.Name, limits.NameLength, "name") ?? TooLong(group.ExternalUri, limits.ExternalUriLength, "external URI");
    }

    private static string? Why(Contact contact, PoolLimits limits)
    {
        if (contact.Uri.Any(c => c <= ' ' || c == 127 || c is '<' or '>' or '"')) return $"'{contact.Uri}' can't be the address of a contact";
        return TooLong(contact.Uri, limits.UriLength, "address") ?? TooLong(contact.Name, limits.NameLength, "name")
            ?? TooLong(contact.ExternalUri, limits.ExternalUriLength, "external URI") ?? TooLong(contact.Extension ?? "", limits.ExtensionLength, "extension");
    }

    private static string? TooLong(string text, int most, string what) => text.Length > most ? $"Its {what} is longer than {most} characters" : null;
}
