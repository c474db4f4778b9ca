using System.Management.Automation;
using Godwit.Admin.Users;
using Godwit.PowerShell.Filters;
using Godwit.PowerShell.Identities;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Cmdlets;

[Cmdlet(VerbsCommon.Get, "CsUser")]
[OutputType(typeof(CsUser))]
public sealed class GetCsUser : GodwitCmdlet
{
    private UserQuery _query = new();
    private UserFilter? _filter;
    private int _shown;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SipAddress")]
    [SupportsWildcards]
    public UserIdentity? Identity { get; set; }

    [Parameter]
    public string? Filter { get; set; }

    [Parameter]
    public string? OU { get; set; }

    [Parameter]
    public SwitchParameter UnassignedUser { get; set; }

    [Parameter]
    [Unlimited]
    [ValidateRange(0, int.MaxValue)]
    public int ResultSize { get; set; } = int.MaxValue;

    protected override void BeginProcessing()
    {
        if (Filter is not null)
        {
            (_filter, var problem) = FilterParser.Parse(Filter, name => SessionState.PSVariable.GetValue(name));
            if (_filter is null) ThrowTerminatingError(Errors.Of(problem!, "BadFilter", ErrorCategory.InvalidArgument, Filter));
            _query = _filter!.Narrow(_query);
        }

        if (OU is not null)
        {
            // Said once, however many identities are piped.
            Ask(OU, cancel => Client.Users(new UserQuery { Ou = OU, Limit = 1 }, cancel));
            _query = _query with { Ou = OU };
        }

        if (UnassignedUser) _query = _query with { Unassigned = true };
    }

    protected override void ProcessRecord()
    {
        if (_shown >= ResultSize) return;
        AskForOne(Identity?.Text, async cancel =>
        {
            if (Identity is null) await Show(UserSearch.All(Client, _query, cancel));
            else if (Identity.IsAddress && _query == new UserQuery()) Show(await Client.User(Identity.Text, cancel));
            else if (!await Show(UserSearch.Find(Client, Identity, _query with { Search = "" }, cancel)) && !Identity.HasWildcards)
                Refuse($"There is no user {Identity}{(_query == new UserQuery() ? "" : " among those who were asked for")}.", "NotFound", ErrorCategory.ObjectNotFound, Identity.Text);
        });
    }

    /// <summary>False: there was nobody.</summary>
    private async Task<bool> Show(IAsyncEnumerable<UserView> users)
    {
        var any = false;
        await foreach (var user in users)
        {
            if (_shown >= ResultSize) return true;
            any |= Show(user);
        }
        return any;
    }

    private bool Show(UserView view)
    {
        var user = new CsUser(view);
        if (_filter is not null && !_filter.Matches(user)) return false;
        WriteObject(user);
        _shown++;
        return true;
    }
}
