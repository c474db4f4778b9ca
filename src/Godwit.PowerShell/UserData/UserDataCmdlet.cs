using System.Collections;
using System.Management.Automation;
using Godwit.Admin.Files;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.UserData;

/// <summary>Takes in a file of users' data. With -WhatIf the server says what it would do, and does nothing.</summary>
public abstract class UserDataCmdlet : GodwitCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string FileName { get; set; } = "";

    [Parameter]
    public string? UserFilter { get; set; }

    /// <summary>Old addresses or domains, and what they are now.</summary>
    [Parameter]
#pragma warning disable CA2227 // The shell sets it.
    public Hashtable? Rename { get; set; }
#pragma warning restore CA2227

    /// <summary><c>merge</c> or <c>replace</c>.</summary>
    private protected abstract string Mode { get; }

    /// <summary>Only users who are homed there.</summary>
    private protected abstract string? Home { get; }

    private protected virtual bool IsTest => false;

    protected override void EndProcessing() => Ask(FileName, async cancel =>
    {
        var file = PathOf(FileName);
        var test = IsTest;
        if (!test && !ShouldProcess($"Taking in users' data from {file}", $"Take in users' data from {file}?", MyInvocation.MyCommand.Name, out var reason))
        {
            if (reason != ShouldProcessReason.WhatIf) return;
            test = true;
        }

        await using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        var order = new ImportOrder("auto", Mode, test) { User = UserFilter ?? "", Home = Home ?? "", Renames = [.. Renames()] };
        if (await Follow(Client.Files.Import(order, from, cancel)) is { } result) Tell(file, result);
        else Refuse("The server ended the import before it was done; what it had taken in stays, and the same import again does the rest.", "ImportEnded", ErrorCategory.OperationStopped, file);
    });

    private async Task<ImportView?> Follow(IAsyncEnumerable<ImportEventView> import)
    {
        ImportView? result = null;
        await foreach (var said in import)
        {
            if (said.Skip is { } skip) WriteWarning($"Line {skip.Line}, {skip.Address}: {skip.What} was left out: {skip.Why}");
            if (said.Progress is { } now)
                WriteProgress(new ProgressRecord(0, MyInvocation.MyCommand.Name, $"{now.Users} users") { PercentComplete = now.Size == 0 ? 100 : (int)Math.Min(100, 100 * now.Read / now.Size) });
            result = said.Result ?? result;
        }
        return result;
    }

    private void Tell(string file, ImportView result)
    {
        WriteObject(new CsUserDataImport(file, result));
        if (result.Problem.Length > 0) Refuse(result.Problem, "FileBroken", ErrorCategory.InvalidData, file);
    }

    private IEnumerable<RenameEntry> Renames()
    {
        if (Rename is null) yield break;
        foreach (DictionaryEntry entry in Rename) yield return new RenameEntry(entry.Key.ToString() ?? "", entry.Value?.ToString() ?? "");
    }
}
