using System.Management.Automation;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Cmdlets;

[Cmdlet(VerbsCommon.Get, "CsUserMove")]
[OutputType(typeof(CsUserMove))]
public sealed class GetCsUserMove : GodwitCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("MoveId")]
    [ArgumentCompleter(typeof(MoveCompleter))]
    [SupportsWildcards]
    public string Identity { get; set; } = "*";

    protected override void ProcessRecord() => AskForOne(Identity, async cancel =>
    {
        var pattern = new WildcardPattern(Identity, WildcardOptions.IgnoreCase);
        var moves = (await Client.Moves(cancel)).Where(m => pattern.IsMatch(m.Id)).ToList();
        foreach (var move in moves) WriteObject(new CsUserMove(move));
        if (moves.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(Identity)) Refuse($"There is no move {Identity}; Get-CsUserMove shows those there are.", "NotFound", ErrorCategory.ObjectNotFound, Identity);
    });
}
