using System.Management.Automation;
using Godwit.PowerShell.Moving;
using Godwit.PowerShell.Objects;

namespace Godwit.PowerShell.Cmdlets;

[Cmdlet(VerbsCommon.Move, "CsUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByIdentity)]
[OutputType(typeof(MovedUser))]
public sealed class MoveCsUser : MoveCmdlet;
