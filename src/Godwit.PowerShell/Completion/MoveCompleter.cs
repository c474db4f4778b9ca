using Godwit.Admin;

namespace Godwit.PowerShell.Completion;

/// <summary>Completes the id of a move, the newest first.</summary>
public sealed class MoveCompleter : ServerCompleter
{
    private protected override async Task<IEnumerable<(string Name, string About)>> Ask(AdminClient client, CancellationToken cancel) =>
        (await client.Moves(cancel)).Select(m => (m.Id, $"{m.State}, {m.Moved} of {m.Total} users moved"));
}
