using Godwit.Admin;

namespace Godwit.PowerShell.Completion;

/// <summary>Completes the FQDN of a pool.</summary>
public sealed class PoolCompleter : ServerCompleter
{
    private protected override async Task<IEnumerable<(string Name, string About)>> Ask(AdminClient client, CancellationToken cancel) =>
        (await client.Pools(cancel)).Select(p => (p.Fqdn, $"{p.Generation}, {p.Users} users, {p.State}"));
}
