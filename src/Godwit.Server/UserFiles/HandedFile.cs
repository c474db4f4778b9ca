using Godwit.Admin.Files;
using Godwit.Files;
using Godwit.Files.Merging;
using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Pools;

namespace Godwit.Server.UserFiles;

/// <summary>What a forced move could take out of a file.</summary>
internal sealed record HandedUsers(long InFile, IReadOnlyList<string> NotInFile, long LeftOut, IReadOnlyList<ImportSkipView> Skips);

/// <summary>
/// A file of users' data that an administrator hands in for a forced move. It is read twice: first to its end, so that a file that is broken, or of other users, changes
/// nothing; then what it has of the move's users is kept.
/// </summary>
internal sealed class HandedFile(HandedData handed, PoolRack rack)
{
    private const int BatchSize = 100;
    private const int MostNamed = 1_000;

    /// <summary>What was taken, or one sentence that says why nothing was.</summary>
    public async Task<(HandedUsers? Taken, string Problem)> Take(Stream file, FileFormat format, DateTimeOffset asOf, MoveRequest move, CancellationToken cancel)
    {
        var wanted = move.Users.ToHashSet();
        var useless = await handed.WhyNot([.. wanted], cancel);
        var limits = rack.Links.Find(move.ToPool)?.Limits ?? new PoolLimits();
        var (found, leftOut, named) = (new HashSet<SipAddress>(), 0L, new List<ImportSkipView>());
        try
        {
            foreach (var (user, skips) in Read(file, format, wanted, useless, limits))
            {
                cancel.ThrowIfCancellationRequested();
                if (user is not null) found.Add(user.Address);
                leftOut += skips.Count;
                named.AddRange(skips.Take(MostNamed - named.Count).Select(s => new ImportSkipView(s.Line, s.Address, s.What, s.Why)));
            }
        }
        catch (FileBrokenException e)
        {
            return (null, $"The file can't be read beyond line {e.Line}, column {e.Column}: {e.Message}; nobody was moved");
        }

        if (found.Count == 0) return (null, $"The file has nothing that could be used of {(wanted.Count == 1 ? "the user" : $"the {wanted.Count} users")} to be moved{(named.Count > 0 ? $" ({named[0].Address}: {named[0].Why})" : "")}; nobody was moved");
        file.Position = 0;
        foreach (var batch in Read(file, format, wanted, useless, limits).Select(r => r.User).OfType<UserData>().Chunk(BatchSize))
            await handed.Keep(asOf, [.. batch.Select(UserParcels.Pack)], cancel);
        return (new HandedUsers(found.Count, [.. move.Users.Where(u => !found.Contains(u)).Select(u => u.Value).Distinct()], leftOut, named), "");
    }

    /// <summary>The move's users as the file has them, and what is left out of it. What it has of others is nobody's affair here.</summary>
    internal static IEnumerable<(UserData? User, IReadOnlyList<FileSkip> Skips)> Read(
        Stream file, FileFormat format, IReadOnlySet<SipAddress> wanted, IReadOnlyDictionary<SipAddress, string> useless, PoolLimits limits)
    {
        var seen = new HashSet<SipAddress>();
        foreach (var record in FileFormats.Reader(format, new FileLimits()).Read(file))
        {
            var address = record.User?.Address ?? (SipAddress.TryParse(record.Address, out var named) ? named : null);
            // A record of whom nobody can say whose it is may be one of the move's.
            if (address is { } known && !wanted.Contains(known)) continue;
            if (record.User is not { } user) yield return (null, record.Skips);
            else if (WhyNot(user, useless, seen) is { } why) yield return (null, [new FileSkip(record.Line, record.Address, FileSkip.Whole, why)]);
            else
            {
                var empty = UserData.Empty(user.Address);
                var (data, skips) = Fitting.Apply(empty, UserMerge.Apply(empty, user, ImportMode.Replace), limits, record.Line);
                yield return (data, [.. record.Skips, .. skips]);
            }
        }
    }

    private static string? WhyNot(FileUser user, IReadOnlyDictionary<SipAddress, string> useless, HashSet<SipAddress> seen)
    {
        if (useless.TryGetValue(user.Address, out var why)) return why;
        if (user.Kinds == DataKinds.None) return "The file has her account in the directory only, and none of her data";
        return seen.Add(user.Address) ? null : "She is there twice; what came first counts";
    }
}
