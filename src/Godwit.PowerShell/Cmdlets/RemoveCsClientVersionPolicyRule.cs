using System.Management.Automation;
using Godwit.PowerShell.ClientVersions;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Cmdlets;

[Cmdlet(VerbsCommon.Remove, "CsClientVersionPolicyRule", SupportsShouldProcess = true)]
public sealed class RemoveCsClientVersionPolicyRule : GodwitCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Identity { get; set; } = "";

    protected override void ProcessRecord() => AskForOne(Identity, async cancel =>
    {
        if (RuleIdentity.Of(Identity) is not { Rule: { } rule } named)
        {
            Refuse($"'{Identity}' is not a rule of a pool, like r2pool.godwit.test/3.", "BadIdentity", ErrorCategory.InvalidArgument, Identity);
            return;
        }

        if (ShouldProcess($"{named.Pool}/{rule}", "Remove-CsClientVersionPolicyRule")) await Client.RemoveClientVersionRule(named.Pool, rule, cancel);
    });
}
