using System.Management.Automation;
using Godwit.Admin.Users;
using Godwit.PowerShell.Changing;
using Godwit.PowerShell.Identities;
using Godwit.PowerShell.Objects;

namespace Godwit.PowerShell.Cmdlets;

/// <summary>Makes users no users any more: their data at their pool is deleted, their accounts remain.</summary>
[Cmdlet(VerbsLifecycle.Disable, "CsUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CsUser))]
public sealed class DisableCsUser : ChangeCmdlet<UserView>
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SipAddress")]
    public UserIdentity Identity { get; set; } = null!;

    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override UserIdentity Whom => Identity;

    private protected override Task<Found<UserView>> Find(UserIdentity identity, CancellationToken cancel) => FoundUser.Find(Client, identity, cancel);

    private protected override string Words(UserView found) => $"{found.Address}: her contacts, permissions, presence and meetings are deleted for good";

    private protected override async Task<Changed> Change(UserView found, CancellationToken cancel)
    {
        var deleted = await Client.Delete(found.Address, Force, cancel);
        return new Changed(
            new CsUser(found with { Enabled = false, Home = "" }), deleted.Data == "kept" ? $"{found.Address}: {deleted.Home} is out of reach, so her data is still there." : null);
    }
}
