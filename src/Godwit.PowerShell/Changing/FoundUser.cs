using System.Management.Automation;
using Godwit.Admin;
using Godwit.Admin.Users;
using Godwit.PowerShell.Identities;

namespace Godwit.PowerShell.Changing;

/// <summary>The one user whom an order means.</summary>
internal static class FoundUser
{
    /// <exception cref="AdminException">She was named by an address that nobody has.</exception>
    public static async Task<Found<UserView>> Find(AdminClient client, UserIdentity identity, CancellationToken cancel)
    {
        if (identity.User is { } known) return new Found<UserView>(known, null);
        if (identity.IsAddress) return new Found<UserView>(await client.User(identity.Text, cancel), null);
        if (identity.HasWildcards)
            return Found<UserView>.None($"{identity} does not name one user; Get-CsUser -Identity finds those whom it names, and they can be piped.", "Ambiguous", ErrorCategory.InvalidArgument, identity);
        var users = new List<UserView>();
        await foreach (var user in UserSearch.Find(client, identity, new UserQuery(), cancel)) users.Add(user);
        return users switch
        {
            [] => Found<UserView>.None($"There is no user {identity}.", "NotFound", ErrorCategory.ObjectNotFound, identity),
            [var one] => new Found<UserView>(one, null),
            _ => Found<UserView>.None($"Several users are named {identity}: {string.Join(", ", users.Select(u => u.Address))}. Name one by her SIP address.", "Ambiguous", ErrorCategory.InvalidArgument, identity),
        };
    }
}
