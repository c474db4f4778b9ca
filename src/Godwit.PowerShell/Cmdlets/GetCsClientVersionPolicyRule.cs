using System.Management.Automation;
using Godwit.Admin.Clients;
using Godwit.PowerShell.ClientVersions;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Cmdlets;

[Cmdlet(VerbsCommon.Get, "CsClientVersionPolicyRule")]
[OutputType(typeof(CsClientVersionPolicyRule))]
public sealed class GetCsClientVersionPolicyRule : GodwitCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Fqdn")]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string? Identity { get; set; }

    [Parameter]
    [SupportsWildcards]
    public string Filter { get; set; } = "*";

    protected override void ProcessRecord() => AskForOne(Identity, async cancel =>
    {
        if (Identity is null)
        {
            // The oldest generation has no filter.
            foreach (var pool in (await Client.Pools(cancel)).Where(p => p.Generation != "LCS 2005 SP1")) Show(await Client.ClientVersions(pool.Fqdn, cancel), null);
            return;
        }

        if (RuleIdentity.Of(Identity) is not { } wanted)
        {
            Refuse(RuleIdentity.Problem(Identity), "BadIdentity", ErrorCategory.InvalidArgument, Identity);
            return;
        }

        if (!Show(await Client.ClientVersions(wanted.Pool, cancel), wanted.Rule) && wanted.Rule is { } rule)
            Refuse($"The client version filter of {wanted.Pool} has no rule {rule}.", "NotFound", ErrorCategory.ObjectNotFound, Identity);
    });

    private bool Show(ClientVersionFilterView filter, int? only)
    {
        var any = false;
        var pattern = new WildcardPattern(Filter, WildcardOptions.IgnoreCase);
        foreach (var (place, view) in filter.Rules.Index())
        {
            if (only is not null && view.Id != only) continue;
            any = true;
            var rule = new CsClientVersionPolicyRule(filter.Pool, view, place);
            if (pattern.IsMatch(rule.Identity)) WriteObject(rule);
        }
        return any;
    }
}
