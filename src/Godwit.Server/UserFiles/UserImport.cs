using System.Security.Cryptography;
using Godwit.Admin.Files;
using Godwit.Files;
using Godwit.Files.Merging;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.Pools;

namespace Godwit.Server.UserFiles;

/// <summary>
/// Takes a file's users in, a hundred at a time: each batch is fenced at its users' homes, merged and written in one transaction, and the homes and clients of those
/// whose data is another now begin anew. Never while a move has a claim on a user.
/// </summary>
internal sealed class UserImport(ForestSettings settings, ForestView forest, UserReplicator replicator, IDirectoryEditor editor, IMoves moves, PoolRack rack)
{
    private const int BatchSize = 100;

    public async Task Run(Stream file, ImportPlan plan, Func<ImportEventView, ValueTask> say, CancellationToken cancel)
    {
        var tally = new ImportTally(say);
        var batch = new Dictionary<SipAddress, FileRecord>();
        var problem = "";
        using (var records = FileFormats.Reader(plan.Format, new FileLimits()).Read(file).GetEnumerator())
        {
            while (Next(records, ref problem) is { } record)
            {
                cancel.ThrowIfCancellationRequested();
                var user = record.User is null ? null : plan.Renames.Apply(record.User);
                if (!plan.Wants(user?.Address, forest)) continue;
                tally.User();
                foreach (var skip in record.Skips) await tally.Skip(skip);
                if (user is null) continue;
                // A user who is there twice is taken in twice, one after the other.
                if (batch.Count == BatchSize || batch.ContainsKey(user.Address)) await Take(batch, plan, tally, file, cancel);
                batch[user.Address] = record with { User = user };
            }
        }

        await Take(batch, plan, tally, file, cancel);
        await say(new ImportEventView(Result: tally.Result(plan, problem)));
    }

    /// <summary>Null at the end of the file, or where it can't be read any further.</summary>
    private static FileRecord? Next(IEnumerator<FileRecord> records, ref string problem)
    {
        try
        {
            return records.MoveNext() ? records.Current : null;
        }
        catch (FileBrokenException e)
        {
            problem = $"The file can't be read beyond line {e.Line}, column {e.Column}: {e.Message}";
            return null;
        }
    }

    private async Task Take(Dictionary<SipAddress, FileRecord> batch, ImportPlan plan, ImportTally tally, Stream file, CancellationToken cancel)
    {
        if (batch.Count == 0) return;
        await AddMissing(batch, plan, tally, cancel);
        await PutFields(batch, plan, tally, cancel);
        await moves.Beside([.. batch.Keys], async free =>
        {
            var ready = new List<FileRecord>();
            foreach (var (address, record) in batch)
            {
                if (WhyNot(address, free, plan) is { } why) await tally.Skip(new FileSkip(record.Line, record.Address, FileSkip.Whole, why));
                else ready.Add(record);
            }
            foreach (var home in ready.GroupBy(r => forest.Find(r.User!.Address)?.HomePool ?? plan.Pool!, StringComparer.OrdinalIgnoreCase))
                await Put(home.Key, [.. home], plan, tally, cancel);
        }, cancel);
        batch.Clear();
        await tally.Progress(file);
    }

    private async Task AddMissing(Dictionary<SipAddress, FileRecord> batch, ImportPlan plan, ImportTally tally, CancellationToken cancel)
    {
        foreach (var (address, record) in batch.Where(b => forest.Find(b.Key) is null).ToList())
        {
            var fields = record.User!.Directory;
            if ((fields?.Pool ?? plan.Pool) is not { } asked) continue;
            var pool = forest.FindPool(asked)?.Fqdn;
            var why = pool is null ? $"There is no pool {asked}" : settings.Domains.Contains(address.Domain) ? null : $"{address.Domain} is not a SIP domain of this forest";
            if (why is null && !plan.Test)
            {
                var password = fields?.Password ?? (plan.Password.Length > 0 ? plan.Password : RandomNumberGenerator.GetHexString(32));
                var added = await editor.Add([new NewUser(address, address.User, fields?.DisplayName ?? address.User, address.Value, "", pool, fields?.EnhancedPresence ?? true, password)], cancel);
                if (added != EditResult.Done) why = $"The directory did not take her: {added}";
            }
            if (why is null)
            {
                tally.Added();
                continue;
            }
            await tally.Skip(new FileSkip(record.Line, record.Address, FileSkip.Whole, why));
            batch.Remove(address);
        }
        await replicator.CatchUp(cancel);
    }

    /// <summary>Those of whom the file has nothing but their accounts are done with that.</summary>
    private async Task PutFields(Dictionary<SipAddress, FileRecord> batch, ImportPlan plan, ImportTally tally, CancellationToken cancel)
    {
        var directory = new DirectoryImport(editor);
        foreach (var (address, record) in batch.Where(b => b.Value.User!.Directory is not null).ToList())
        {
            if (forest.Find(address) is { } user) tally.Done(await directory.Apply(user, record, plan.Test, tally, cancel));
            else if (plan.Test && (record.User!.Directory!.Pool ?? plan.Pool) is not null) tally.Done(true);
            else await tally.Skip(new FileSkip(record.Line, record.Address, FileSkip.Whole, $"There is no user {address}; the column pool, or --pool, says where to add her"));
            batch.Remove(address);
        }
        await replicator.CatchUp(cancel);
    }

    private string? WhyNot(SipAddress address, IReadOnlySet<SipAddress> free, ImportPlan plan) => forest.Find(address) switch
    {
        null => plan.Pool is null ? $"There is no user {address}; --pool says where to add those who are new" : null,
        { Enabled: false } => $"{address} is disabled",
        { HomePool: null } => $"{address} has no home: move her to a pool first",
        _ => free.Contains(address) ? null : $"{address} is being moved: import her again when the move has ended",
    };

    private async Task Put(string home, FileRecord[] records, ImportPlan plan, ImportTally tally, CancellationToken cancel)
    {
        var link = rack.Links.Find(home);
        List<SipAddress> users = [.. records.Select(r => r.User!.Address)];
        try
        {
            if (link is null) throw new PoolUnavailableException(home);
            await link.Ping(cancel);
            if (plan.Test) await Merge(link, records, users, plan, tally, cancel);
            else await PutFenced(link, records, users, plan, tally, cancel);
        }
        catch (Exception e) when (e is PoolUnavailableException or BackEndUnavailableException)
        {
            foreach (var record in records) await tally.Skip(new FileSkip(record.Line, record.Address, FileSkip.Whole, e.Message));
        }
    }

    private static async Task PutFenced(IPoolLink link, FileRecord[] records, List<SipAddress> users, ImportPlan plan, ImportTally tally, CancellationToken cancel)
    {
        try
        {
            await link.Fence(users, cancel);
            var changed = await Merge(link, records, users, plan, tally, cancel);
            if (changed.Count == 0) return;
            await link.BackEnd.Replace(changed, cancel);
            await link.Reload([.. changed.Select(p => p.User)], CancellationToken.None);
        }
        finally
        {
            // Whatever happened: nobody stays fenced.
            await link.Unfence(users, CancellationToken.None);
        }
    }

    /// <summary>The parcels of those whose data is another afterwards.</summary>
    private static async Task<List<UserParcel>> Merge(IPoolLink link, FileRecord[] records, List<SipAddress> users, ImportPlan plan, ImportTally tally, CancellationToken cancel)
    {
        var changed = new List<UserParcel>();
        var stored = await link.BackEnd.Export(users, cancel);
        for (var i = 0; i < records.Length; i++)
        {
            var before = UserParcels.Read(stored[i].Content.Span);
            var user = records[i].User!;
            if (link.Pool.Generation == PoolGeneration.Lcs2005Sp1 && user.Data.Account.RichMode && !before.Account.RichMode)
            {
                await tally.Skip(new FileSkip(records[i].Line, records[i].Address, "enhanced presence mode", "A user of an LCS 2005 SP1 pool could not sign in any more"));
                user = user with { Data = user.Data with { Account = user.Data.Account with { RichMode = false } } };
            }
            var (after, skips) = Fitting.Apply(before, UserMerge.Apply(before, user, plan.Mode), link.Limits, records[i].Line);
            foreach (var skip in skips) await tally.Skip(skip);
            var parcel = UserParcels.Pack(after);
            var other = !parcel.Content.Span.SequenceEqual(stored[i].Content.Span);
            tally.Done(other);
            if (other) changed.Add(parcel);
        }
        return changed;
    }
}
