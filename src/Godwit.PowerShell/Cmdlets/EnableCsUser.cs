using System.Management.Automation;
using System.Net;
using System.Security;
using Godwit.Admin.Forest;
using Godwit.PowerShell.Changing;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Identities;
using Godwit.PowerShell.Objects;

namespace Godwit.PowerShell.Cmdlets;

/// <summary>Makes a user of an account of the directory.</summary>
[Cmdlet(VerbsLifecycle.Enable, "CsUser", SupportsShouldProcess = true)]
[OutputType(typeof(CsUser))]
public sealed class EnableCsUser : ChangeCmdlet<EnableAccount>
{
    private AccountSearch? _search;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SamAccountName")]
    public UserIdentity Identity { get; set; } = null!;

    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string RegistrarPool { get; set; } = "";

    [Parameter]
    public string? SipAddress { get; set; }

    [Parameter]
    [ValidateSet("EmailAddress", "SamAccountName")]
    public string SipAddressType { get; set; } = "EmailAddress";

    [Parameter]
    public string? SipDomain { get; set; }

    [Parameter]
    public SecureString? Password { get; set; }

    [Parameter]
    public bool EnabledForEnhancedPresence { get; set; } = true;

    private protected override UserIdentity Whom => Identity;

    private protected override async Task<Found<EnableAccount>> Find(UserIdentity identity, CancellationToken cancel)
    {
        var accounts = await (_search ??= new AccountSearch(Client)).Find(identity, cancel);
        if (accounts.Count > 1)
            return None($"Several accounts are named {identity}: {string.Join("; ", accounts.Select(a => a.Dn))}. Name one by its DN.", "Ambiguous", ErrorCategory.InvalidArgument);
        if (accounts.Count == 0)
            return None($"There is no account {identity} in the directory that is not enabled already; Set-CsUser changes who is.", "NotFound", ErrorCategory.ObjectNotFound);
        return AddressOf(accounts[0]) is { } address
            ? new Found<EnableAccount>(Order(accounts[0].Login, address), null)
            : None($"The account {accounts[0].Login} has no mail address to make a SIP address of: give -SipAddress, or -SipAddressType SamAccountName and -SipDomain.", "NoSipAddress", ErrorCategory.InvalidArgument);

        Found<EnableAccount> None(string sentence, string id, ErrorCategory category) => Found<EnableAccount>.None(sentence, id, category, identity);
    }

    private protected override string Words(EnableAccount found) => $"{found.Address} on {RegistrarPool}";

    private protected override async Task<Changed> Change(EnableAccount found, CancellationToken cancel) => new(new CsUser(await Client.Forest.Enable(found, cancel)));

    private EnableAccount Order(string login, string address) =>
        new(login, address, RegistrarPool, EnabledForEnhancedPresence, Password is null ? null : new NetworkCredential("", Password).Password);

    private string? AddressOf(AccountView account)
    {
        if (SipAddress is not null) return SipAddress;
        if (SipAddressType == "SamAccountName") return SipDomain is null ? null : $"{account.Login}@{SipDomain}";
        if (account.Mail.Length == 0) return null;
        return SipDomain is null ? account.Mail : $"{account.Mail.Split('@')[0]}@{SipDomain}";
    }
}
