using Godwit.Admin.Files;
using Godwit.Files;

namespace Godwit.Server.UserFiles;

/// <summary>Counts what becomes of a file's users, and says what is left out.</summary>
internal sealed class ImportTally(Func<ImportEventView, ValueTask> say)
{
    private long _users;
    private long _imported;
    private long _unchanged;
    private long _added;
    private long _skipped;
    private long _leftOut;

    public void User() => _users++;

    public void Added() => _added++;

    public void Done(bool changed)
    {
        if (changed) _imported++;
        else _unchanged++;
    }

    public async ValueTask Skip(FileSkip skip)
    {
        if (skip.What == FileSkip.Whole) _skipped++;
        else _leftOut++;
        await say(new ImportEventView(Skip: new ImportSkipView(skip.Line, skip.Address, skip.What, skip.Why)));
    }

    public ValueTask Progress(Stream file) => say(new ImportEventView(Progress: new ImportProgressView(_users, _skipped, file.Position, file.Length)));

    public ImportView Result(ImportPlan plan, string problem) =>
        new(FileFormats.Name(plan.Format), plan.Mode.ToString().ToLowerInvariant(), plan.Test, _users, _imported, _unchanged, _added, _skipped, _leftOut, problem);
}
