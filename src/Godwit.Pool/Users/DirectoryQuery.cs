namespace Godwit.Pool.Users;

/// <summary>One thing that must hold of who is looked for: the attribute begins with the value.</summary>
public readonly record struct QueryTerm(string Attribute, string Value);

/// <summary>
/// Finds people by the beginnings of their names, mail addresses and so on. Only who may sign in is found. A value is plain text: <c>*</c> and brackets mean
/// themselves, so nobody can widen a question by them.
/// </summary>
public static class DirectoryQuery
{
    /// <summary>Attributes of one question; clients have six fields.</summary>
    public const int MostTerms = 16;

    private const string Address = "msRTCSIP-PrimaryUserAddress";

    /// <summary>By display name, then by address. All terms must hold; without a term nobody is found.</summary>
    /// <param name="most">People to name.</param>
    /// <returns>Who was found, and whether there are more.</returns>
    public static (IReadOnlyList<DirectoryUser> Found, bool More) Find(IEnumerable<DirectoryUser> users, IReadOnlyCollection<QueryTerm> terms, int most)
    {
        if (terms.Count is 0 or > MostTerms || terms.Any(t => t.Value.Length == 0)) return ([], false);
        var found = new List<DirectoryUser>();
        foreach (var user in users)
            if (user.Enabled && terms.All(term => Holds(user, term))) found.Add(user);
        var more = found.Count > most;
        return ([.. found.OrderBy(u => u.DisplayName, StringComparer.OrdinalIgnoreCase).ThenBy(u => u.Address).Take(most)], more);
    }

    private static bool Holds(DirectoryUser user, QueryTerm term)
    {
        if (Is(Address)) return Starts(user.Address.Uri, term.Value.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? term.Value : "sip:" + term.Value);
        if (Is(CardAttributes.Mail)) return Starts(user.Mail, term.Value);
        // "Andersson" finds Alice Andersson, and so does "Alice A".
        if (Is(CardAttributes.DisplayName) || Is("cn")) return Words(user.DisplayName).Any(word => user.DisplayName.AsSpan(word).StartsWith(term.Value, StringComparison.OrdinalIgnoreCase));
        if (Card(user, term.Attribute) is { } value) return Starts(value, term.Value);
        // Where the directory holds no parts of the name, its first and last word stand for them.
        var words = user.DisplayName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && (Is("givenName") ? Starts(words[0], term.Value) : Is("sn") && Starts(words[^1], term.Value));

        bool Is(string attribute) => attribute.Equals(term.Attribute, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where the words of a name begin.</summary>
    private static IEnumerable<int> Words(string name)
    {
        for (var i = 0; i < name.Length; i++)
            if (name[i] != ' ' && (i == 0 || name[i - 1] == ' ')) yield return i;
    }

    private static string? Card(DirectoryUser user, string attribute)
    {
        foreach (var (name, text) in user.Card)
            if (name.Equals(attribute, StringComparison.OrdinalIgnoreCase)) return text;
        return null;
    }

    private static bool Starts(string? text, string value) => text?.StartsWith(value, StringComparison.OrdinalIgnoreCase) == true;
}
