using System.Management.Automation;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Cmdlets;

[Cmdlet(VerbsCommon.Get, "CsPool")]
[OutputType(typeof(CsPool))]
public sealed class GetCsPool : GodwitCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Fqdn", "RegistrarPool")]
    [ArgumentCompleter(typeof(PoolCompleter))]
    [SupportsWildcards]
    public string? Identity { get; set; }

    protected override void ProcessRecord() => AskForOne(Identity, async cancel =>
    {
        if (Identity is not null && !WildcardPattern.ContainsWildcardCharacters(Identity))
        {
            WriteObject(new CsPool(await Client.Pool(Identity, cancel)));
            return;
        }

        var pattern = new WildcardPattern(Identity ?? "*", WildcardOptions.IgnoreCase);
        foreach (var pool in await Client.Pools(cancel))
            if (pattern.IsMatch(pool.Fqdn)) WriteObject(new CsPool(pool));
    });
}
