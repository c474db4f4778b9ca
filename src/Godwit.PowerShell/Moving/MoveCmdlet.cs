using System.Globalization;
using System.Management.Automation;
using Godwit.Admin.Files;
using Godwit.Admin.Moves;
using Godwit.Admin.Users;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Identities;

namespace Godwit.PowerShell.Moving;

/// <summary>Moves users: all who came down the pipeline in one move, so that the server can batch them.</summary>
public abstract class MoveCmdlet : FollowingCmdlet
{
    private protected const string ByIdentity = "Identity";
    private protected const string ByUserList = "UserList";
    private const int Named = 5;

    private readonly List<UserIdentity> _identities = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByIdentity)]
    [Alias("SipAddress")]
    [SupportsWildcards]
#pragma warning disable CA1819 // A parameter of PowerShell that takes several is an array.
    public UserIdentity[] Identity { get; set; } = [];
#pragma warning restore CA1819

    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string Target { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = ByUserList)]
    public string? UserList { get; set; }

    [Parameter]
    public string? Report { get; set; }

    /// <summary>Meetings always go; scripts may say so.</summary>
    [Parameter]
    public SwitchParameter MoveConferenceData { get; set; }

    /// <summary>With <see cref="FollowingCmdlet.Force"/>: what users get whose pool is out of reach.</summary>
    [Parameter]
    public string? DataFile { get; set; }

    protected override void ProcessRecord() => _identities.AddRange(Identity);

    protected override void EndProcessing() => Ask(Target, async cancel =>
    {
        if (UserList is not null) _identities.AddRange(UserListFile.Read(await File.ReadAllLinesAsync(PathOf(UserList), cancel)).Select(u => new UserIdentity(u)));
        var users = await Addresses(cancel);
        if (users.Count == 0)
        {
            WriteVerbose("There is nobody to move.");
            return;
        }

        if (DataFile is not null && !Force)
        {
            Refuse("A data file stands in for a pool that is out of reach: that takes -Force.", "DataFileWithoutForce", ErrorCategory.InvalidArgument, DataFile);
            return;
        }

        var order = new StartMove(Target) { Users = users, Force = Force };
        var what = $"{Words(users)} to {Target}";
        if (ShouldProcess($"Moving {what}", $"Move {what}{(Force ? "? By force: of a pool that is out of reach, contacts, allow and block lists, meetings and enhanced presence data are missing until it is back" : "?")}", "Move users", out var reason))
            await Follow((DataFile is null ? await Client.Move(order, cancel) : await WithFile(order, PathOf(DataFile), cancel)).Id, Report is null ? null : PathOf(Report), cancel);
        else if (reason == ShouldProcessReason.WhatIf) Write(await Client.Move(order with { DryRun = true }, cancel));
    });

    private async Task<MoveView> WithFile(StartMove order, string file, CancellationToken cancel)
    {
        await using var from = File.OpenRead(file);
        var forced = await Client.Files.Move(new ForceMove(order, "auto", new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero)), from, cancel);
        foreach (var skip in forced.Skips) WriteWarning(string.Create(CultureInfo.InvariantCulture, $"Line {skip.Line}, {skip.Address}, {skip.What}: {skip.Why}."));
        foreach (var user in forced.NotInFile) WriteWarning($"{user} is not in the file, or what it has can't be used.");
        return forced.Move;
    }

    /// <summary>Each once, in the order in which they were named.</summary>
    private async Task<List<string>> Addresses(CancellationToken cancel)
    {
        var users = new OrderedDictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var identity in _identities)
        {
            if (identity.IsAddress)
            {
                users.TryAdd(identity.Text, true);
                continue;
            }

            var any = false;
            await foreach (var user in UserSearch.Find(Client, identity, new UserQuery(), cancel))
            {
                users.TryAdd(user.Address, true);
                any = true;
            }

            if (!any) Refuse($"There is no user {identity}.", "NotFound", ErrorCategory.ObjectNotFound, identity.Text);
        }
        return [.. users.Keys];
    }

    private static string Words(List<string> users) =>
        users.Count <= Named ? string.Join(", ", users) : string.Create(CultureInfo.InvariantCulture, $"{users.Count} users ({string.Join(", ", users.Take(Named))} …)");
}
