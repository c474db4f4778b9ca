using System.Management.Automation;
using Godwit.Admin.Files;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Identities;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Cmdlets;

/// <summary>Writes users' data into a file: the zip of later servers, or with -LegacyFormat the XML of Dbimpexp.</summary>
[Cmdlet(VerbsData.Export, "CsUserData", DefaultParameterSetName = ByPool)]
[OutputType(typeof(CsUserDataFile))]
public sealed class ExportCsUserData : GodwitCmdlet
{
    private const string ByPool = "PoolFqdn";
    private const string ByIdentity = "Identity";

    [Parameter(Mandatory = true, ParameterSetName = ByPool)]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string PoolFqdn { get; set; } = "";

    /// <summary>As in the originals a pool, by the name of another parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByIdentity)]
    [ArgumentCompleter(typeof(PoolCompleter))]
    public string Identity { get; set; } = "";

    [Parameter(Mandatory = true)]
    public string FileName { get; set; } = "";

    [Parameter]
#pragma warning disable CA1819 // A parameter of PowerShell that takes several is an array.
    public string[] UserFilter { get; set; } = [];
#pragma warning restore CA1819

    [Parameter]
    public string? UserFileFilter { get; set; }

    [Parameter]
    public SwitchParameter LegacyFormat { get; set; }

    protected override void EndProcessing() => Ask(FileName, async cancel =>
    {
        var file = PathOf(FileName);
        List<string> users = [.. UserFilter];
        if (UserFileFilter is not null) users.AddRange(UserListFile.Read(await File.ReadAllLinesAsync(PathOf(UserFileFilter), cancel)));
        var pool = PoolFqdn.Length > 0 ? PoolFqdn : Identity;
        if (users.Count > 0) users = await AtHome(users, pool, cancel);
        var order = new ExportOrder(LegacyFormat ? "dbimpexp" : "csuserdata", users.Count > 0 ? "" : pool, users);
        WriteObject(new CsUserDataFile(await Write(order, file, cancel)));
    });

    /// <summary>Those of the users who are homed on the pool; the others are told of.</summary>
    private async Task<List<string>> AtHome(List<string> users, string pool, CancellationToken cancel)
    {
        var there = new List<string>();
        await foreach (var (user, view, refused) in new InOrder(TimeProvider.System).Ask(users, Client.User, cancel))
        {
            if (refused is not null) Tell(refused, user);
            else if (string.Equals(view!.Home, pool, StringComparison.OrdinalIgnoreCase)) there.Add(view.Address);
            else Refuse($"{view.Address} is not homed on {pool}{(view.Home.Length > 0 ? $" but on {view.Home}" : "")}; her data is not in the file.", "OtherPool", ErrorCategory.InvalidArgument, user);
        }

        if (there.Count == 0) ThrowTerminatingError(Errors.Of($"None of these users is homed on {pool}; no file was written.", "NoUsers", ErrorCategory.ObjectNotFound, pool));
        return there;
    }

    /// <summary>The file has its name once it is whole.</summary>
    private async Task<ExportView> Write(ExportOrder order, string file, CancellationToken cancel)
    {
        var part = file + ".part";
        try
        {
            ExportView written;
            await using (var to = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                var users = await Client.Files.Export(order, to, bytes => WriteProgress(new ProgressRecord(0, "Export-CsUserData", $"{bytes / 1024} KB")), cancel);
                written = new ExportView(order.Format, file, users, to.Length);
            }
            File.Move(part, file, overwrite: true);
            return written;
        }
        finally
        {
            if (File.Exists(part)) File.Delete(part);
        }
    }
}
