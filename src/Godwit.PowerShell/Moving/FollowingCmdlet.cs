using System.Globalization;
using System.Management.Automation;
using Godwit.Admin.Moves;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Moving;

/// <summary>Begins a move and follows it to its end: a bar, then an error record for each user who was not moved.</summary>
public abstract class FollowingCmdlet : GodwitCmdlet
{
    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <param name="report">The file of the report; null for none.</param>
    private protected async Task Follow(string id, string? report, CancellationToken cancel)
    {
        WriteVerbose($"Move {id} has begun; it goes on if this cmdlet is interrupted, and 'godwit move watch {id}' shows it.");
        var progress = new MoveProgress(MyInvocation.MyCommand.Name, TimeProvider.System);
        await foreach (var now in Client.Watch(id, cancel)) WriteProgress(progress.Of(now));
        var move = await Client.MoveReport(id, cancel);
        WriteVerbose(string.Create(CultureInfo.InvariantCulture, $"Move {move.Id}: {move.Moved} moved, {move.Unchanged} there already, {move.Refused} refused, {move.Failed} failed."));
        if (report is not null) await WriteReport(id, report, cancel);
        foreach (var user in move.Users.Where(u => u.Outcome is "refused" or "failed"))
            Refuse($"{user.Address} was not moved: {user.Reason}", user.Outcome == "refused" ? "MoveRefused" : "MoveFailed", ErrorCategory.InvalidOperation, new MovedUser(user, move));
        foreach (var user in move.Users.Where(u => u.Lost.Count > 0)) WriteWarning($"{user.Address}: {string.Join("; ", user.Lost)}.");
        if (PassThru) Write(move);
    }

    private protected void Write(MoveView move)
    {
        foreach (var user in move.Users) WriteObject(new MovedUser(user, move));
    }

    private async Task WriteReport(string id, string file, CancellationToken cancel)
    {
        var format = Path.GetExtension(file).ToUpperInvariant() is ".HTML" or ".HTM" ? "html" : "csv";
        await Client.Report(id, format, () => File.Create(file), cancel);
        WriteVerbose($"The report is in {file}.");
    }
}
