using System.Globalization;
using System.Management.Automation;
using Godwit.Admin.Clients;
using Godwit.PowerShell.ClientVersions;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Cmdlets;

[Cmdlet(VerbsCommon.New, "CsClientVersionPolicyRule", SupportsShouldProcess = true)]
[OutputType(typeof(CsClientVersionPolicyRule))]
public sealed class NewCsClientVersionPolicyRule : GodwitCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Fqdn")]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string Parent { get; set; } = "";

    [Parameter(Mandatory = true)]
    [ArgumentCompletions("OC", "UCCP", "UCCAPI", "LCC", "RTC", "RTCC", "WM", "CWA", "COMO", "LMC")]
    public string UserAgent { get; set; } = "";

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? MajorVersion { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? MinorVersion { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? BuildNumber { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? QfeNumber { get; set; }

    [Parameter]
    [ValidateSet("LSS", "LEQ", "EQL", "GEQ", "GTR")]
    public string CompareOp { get; set; } = "EQL";

    [Parameter]
    [ValidateSet("Allow", "AllowWithUrl", "Block", "BlockWithUrl")]
    public string Action { get; set; } = "Allow";

    [Parameter]
    public string? ActionUrl { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Priority { get; set; }

    [Parameter]
    public bool Enabled { get; set; } = true;

    protected override void ProcessRecord() => AskForOne(Parent, async cancel =>
    {
        if (RuleIdentity.Of(Parent) is not { Rule: null } parent)
        {
            Refuse($"'{Parent}' is not a pool; a pool's FQDN is the parent of its rules.", "BadIdentity", ErrorCategory.InvalidArgument, Parent);
            return;
        }

        var version = string.Join('.', new[] { MajorVersion, MinorVersion, BuildNumber, QfeNumber }.Select(p => p?.ToString(CultureInfo.InvariantCulture) ?? "*"));
        if (!ShouldProcess($"{parent.Pool}: {UserAgent} {CompareOp} {version} {Action}", "New-CsClientVersionPolicyRule")) return;
        var rule = new AddClientVersionRule(UserAgent, version, CompareOp.ToUpperInvariant(), ClientVersionWords.ForApi(Action), ActionUrl ?? "") { Place = Priority + 1, Enabled = Enabled };
        var filter = await Client.AddClientVersionRule(parent.Pool, rule, cancel);
        // A new rule has the highest number.
        var (place, added) = filter.Rules.Index().MaxBy(r => r.Item.Id);
        WriteObject(new CsClientVersionPolicyRule(filter.Pool, added, place));
    });
}
