using System.Management.Automation;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.UserData;

namespace Godwit.PowerShell.Cmdlets;

/// <summary>Reads users' data out of a file; the kinds of data that it has take the place of the user's.</summary>
[Cmdlet(VerbsData.Import, "CsUserData", SupportsShouldProcess = true)]
[OutputType(typeof(CsUserDataImport))]
public sealed class ImportCsUserData : UserDataCmdlet
{
    [Parameter]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string? PoolFqdn { get; set; }

    private protected override string Mode => "replace";

    private protected override string? Home => PoolFqdn;
}
