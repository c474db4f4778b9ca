using System.Runtime.CompilerServices;
using Godwit.Admin;
using Godwit.Admin.Users;

namespace Godwit.PowerShell.Identities;

/// <summary>Finds users, a page at a time, however many there are.</summary>
internal static class UserSearch
{
    private const int Page = 500;

    public static async IAsyncEnumerable<UserView> All(AdminClient client, UserQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var offset = 0; ; offset += Page)
        {
            var page = await client.Users(query with { Offset = offset, Limit = Page }, cancel);
            foreach (var user in page.Users) yield return user;
            if (page.Users.Count < Page) yield break;
        }
    }

    /// <summary>Whoever is meant; nobody when there is no such user.</summary>
    public static async IAsyncEnumerable<UserView> Find(AdminClient client, UserIdentity identity, UserQuery within, [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = identity.IsDistinguishedName ? within with { Ou = identity.Container } : within with { Search = identity.HasWildcards ? identity.Text : identity.Login };
        await foreach (var user in All(client, query, cancel))
            if (identity.HasWildcards || Is(user, identity)) yield return user;
    }

    /// <summary>What the server finds without wildcards may have the text anywhere.</summary>
    private static bool Is(UserView user, UserIdentity identity) =>
        Same(user.Address, identity.Text) || Same(user.DisplayName, identity.Text) || Same(user.Dn, identity.Text) || Same(user.Login, identity.Login);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
