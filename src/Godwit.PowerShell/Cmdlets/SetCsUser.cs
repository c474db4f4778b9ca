using System.Management.Automation;
using Godwit.Admin.Users;
using Godwit.PowerShell.Changing;
using Godwit.PowerShell.Identities;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Cmdlets;

/// <summary>Changes users: whether they may sign in, their options, what their contact cards say.</summary>
[Cmdlet(VerbsCommon.Set, "CsUser", SupportsShouldProcess = true)]
[OutputType(typeof(CsUser))]
public sealed class SetCsUser : ChangeCmdlet<UserView>
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SipAddress")]
    public UserIdentity Identity { get; set; } = null!;

    [Parameter]
    public bool? Enabled { get; set; }

    [Parameter]
    public bool? EnabledForEnhancedPresence { get; set; }

    [Parameter]
    public bool? EnabledForFederation { get; set; }

    [Parameter]
    public bool? EnabledForInternetAccess { get; set; }

    [Parameter]
    public bool? PublicNetworkEnabled { get; set; }

    [Parameter]
    public bool? AllowOrganizeMeetingWithAnonymousParticipants { get; set; }

    [Parameter]
    [ArgumentCompletions("none", "internal", "federated", "all", "default", "always", "never", "without-body")]
    public string? Archiving { get; set; }

    [Parameter]
    public string? DisplayName { get; set; }

    [Parameter]
    public string? Title { get; set; }

    [Parameter]
    public string? Department { get; set; }

    [Parameter]
    public string? Company { get; set; }

    [Parameter]
    public string? Office { get; set; }

    [Parameter]
    public string? Phone { get; set; }

    [Parameter]
    public string? MobilePhone { get; set; }

    private protected override UserIdentity Whom => Identity;

    protected override void BeginProcessing()
    {
        if (Options() == new SetUser() && Card().Count == 0)
            ThrowTerminatingError(Errors.Of("Set-CsUser was not told what to set: -Enabled, -EnabledForEnhancedPresence, -DisplayName and so on.", "NothingToSet", ErrorCategory.InvalidArgument, null));
    }

    private protected override Task<Found<UserView>> Find(UserIdentity identity, CancellationToken cancel) => FoundUser.Find(Client, identity, cancel);

    private protected override string Words(UserView found) => found.Address;

    private protected override async Task<Changed> Change(UserView found, CancellationToken cancel)
    {
        var user = found;
        if (Card() is { Count: > 0 } card) user = await Client.SetAttributes(user.Address, new SetAttributes(card), cancel);
        if (Options() is var options && options != new SetUser()) user = await Client.Set(user.Address, options, revision: null, cancel);
        return new Changed(new CsUser(user));
    }

    private SetUser Options() => new()
    {
        Enabled = Enabled,
        EnhancedPresence = EnabledForEnhancedPresence,
        Federation = EnabledForFederation,
        RemoteAccess = EnabledForInternetAccess,
        PublicIm = PublicNetworkEnabled,
        AnonymousMeetings = AllowOrganizeMeetingWithAnonymousParticipants,
        Archiving = Archiving,
    };

    /// <summary>What was given, by LDAP attribute; empty takes the attribute away.</summary>
    private Dictionary<string, string?> Card() => new (string Attribute, string? Value)[]
    {
        ("displayName", DisplayName), ("title", Title), ("department", Department), ("company", Company), ("physicalDeliveryOfficeName", Office), ("telephoneNumber", Phone), ("mobile", MobilePhone),
    }.Where(a => a.Value is not null).ToDictionary(a => a.Attribute, a => a.Value);
}
