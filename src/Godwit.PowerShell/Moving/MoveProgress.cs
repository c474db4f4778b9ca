using System.Globalization;
using System.Management.Automation;
using Godwit.Admin.Moves;

namespace Godwit.PowerShell.Moving;

/// <summary>A move as PowerShell's bar shows it: how many, how fast, how much longer.</summary>
internal sealed class MoveProgress(string activity, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public ProgressRecord Of(MoveProgressView now)
    {
        var seconds = time.GetElapsedTime(_started).TotalSeconds;
        var rate = seconds > 0 ? now.Done / seconds : 0;
        return new ProgressRecord(0, activity, Words(now, rate))
        {
            PercentComplete = now.Total == 0 ? 100 : (int)(100L * now.Done / now.Total),
            SecondsRemaining = rate > 0 ? (int)Math.Ceiling((now.Total - now.Done) / rate) : -1,
            RecordType = now.IsOver ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        };
    }

    private static string Words(MoveProgressView now, double rate) => string.Create(CultureInfo.InvariantCulture,
        $"{(now.State == "running" ? "" : now.State + ", ")}{now.Done} of {now.Total} users, {rate:0} users/s{(now.Refused + now.Failed == 0 ? "" : $", {now.Refused} refused, {now.Failed} failed")}");
}
