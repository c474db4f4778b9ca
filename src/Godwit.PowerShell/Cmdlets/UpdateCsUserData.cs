using System.Management.Automation;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.UserData;

namespace Godwit.PowerShell.Cmdlets;

/// <summary>Reads users' data out of a file; it adds to what the user has.</summary>
[Cmdlet(VerbsData.Update, "CsUserData", SupportsShouldProcess = true)]
[OutputType(typeof(CsUserDataImport))]
public sealed class UpdateCsUserData : UserDataCmdlet
{
    [Parameter]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string? TargetPoolFqdn { get; set; }

    [Parameter]
    public SwitchParameter TestMode { get; set; }

    private protected override string Mode => "merge";

    private protected override string? Home => TargetPoolFqdn;

    private protected override bool IsTest => TestMode;
}
