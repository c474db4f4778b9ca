using Godwit.Admin;
using Godwit.Admin.Forest;

namespace Godwit.PowerShell.Identities;

/// <summary>Finds accounts of the directory that are not enabled for communications yet; which containers there are is asked once.</summary>
internal sealed class AccountSearch(AdminClient client)
{
    private Task<IReadOnlyList<ContainerView>>? _containers;

    /// <summary>The accounts that an identity without wildcards names, in any container.</summary>
    public async Task<IReadOnlyList<AccountView>> Find(UserIdentity identity, CancellationToken cancel)
    {
        var found = new List<AccountView>();
        var containers = await (_containers ??= client.Forest.Containers(null, cancel));
        foreach (var container in containers.Where(c => c.Accounts > c.Users && (!identity.IsDistinguishedName || Same(c.Dn, identity.Container))))
        {
            var query = new AccountQuery(container.Dn) { Search = identity.IsDistinguishedName ? "" : identity.Login, Communications = false, Limit = 1_000 };
            for (var offset = 0; ; offset += query.Limit)
            {
                var page = await client.Forest.Accounts(query with { Offset = offset }, cancel);
                found.AddRange(page.Accounts.Where(a => Same(a.Dn, identity.Text) || Same(a.DisplayName, identity.Text) || Same(a.Mail, identity.Text) || Same(a.Login, identity.Login)));
                if (page.Accounts.Count < query.Limit) break;
            }
        }
        return found;
    }

    private static bool Same(string one, string other) => one.Length > 0 && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
