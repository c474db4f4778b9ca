using System.Management.Automation;
using Godwit.PowerShell.Moving;
using Godwit.PowerShell.Objects;

namespace Godwit.PowerShell.Cmdlets;

/// <summary>The same as <see cref="MoveCsUser"/>, which moves users of all generations: by the name that scripts for users of earlier servers know.</summary>
[Cmdlet(VerbsCommon.Move, "CsLegacyUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByIdentity)]
[OutputType(typeof(MovedUser))]
public sealed class MoveCsLegacyUser : MoveCmdlet;
