using Godwit.Files;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Moves.Vault;
using Godwit.Pool.Users;
using Godwit.Server.Pools;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.UserFiles;

/// <summary>Writes users' data into a file, a hundred at a time, in the order of their addresses; what was read for it goes into the vault, too, as the newest that is known of them.</summary>
internal sealed partial class UserExport(ForestView forest, UserReplicator replicator, IParcelVault vault, PoolRack rack, TimeProvider time, ILogger<UserExport> log)
{
    private const int BatchSize = 100;

    /// <summary>Whose data lies where; or one sentence that says why this can't be exported.</summary>
    public async Task<(IReadOnlyList<DirectoryUser> Users, string? Problem)> Find(string? pool, IReadOnlyList<SipAddress> named, CancellationToken cancel)
    {
        if (named.FirstOrDefault(u => forest.Find(u) is null) is { Value: not null } unknown) return ([], $"There is no user {unknown}");
        var users = named.Count > 0 ? named.Distinct().Select(u => forest.Find(u)!) : forest.Users;
        List<DirectoryUser> found = [.. users.Where(u => u.HomePool is not null && (pool is null || string.Equals(u.HomePool, pool, StringComparison.OrdinalIgnoreCase))).OrderBy(u => u.Address)];
        foreach (var home in found.Select(u => u.HomePool!).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (rack.Links.Find(home) is not { } link) return ([], $"The pool {home} is not available");
            await link.Ping(cancel);
        }
        return (found, null);
    }

    public async Task Write(IReadOnlyList<DirectoryUser> users, FileFormat format, Stream to, CancellationToken cancel)
    {
        // Formats are written without waiting; what they wrote leaves batch by batch.
        using var part = new Outgoing();
        using var writer = FileFormats.Writer(format, part);
        foreach (var batch in users.Chunk(BatchSize))
        {
            var parcels = new Dictionary<SipAddress, UserParcel>();
            foreach (var home in batch.GroupBy(u => u.HomePool!, StringComparer.OrdinalIgnoreCase))
            {
                var link = rack.Links.Find(home.Key) ?? throw new PoolUnavailableException(home.Key);
                var asOf = time.GetUtcNow();
                var read = await link.BackEnd.Export([.. home.Select(u => u.Address)], cancel);
                foreach (var parcel in read) parcels[parcel.User] = parcel;
                await Keep(home.Key, asOf, read, cancel);
            }
            foreach (var user in batch) writer.Write(FileUser.Of(UserParcels.Read(parcels[user.Address].Content.Span)) with { Directory = new DirectoryFields(user.DisplayName, user.HomePool, user.Enabled, user.EnhancedPresenceEnabled) });
            await part.Send(to, cancel);
        }
        writer.End();
        await part.Send(to, cancel);
    }

    /// <summary>Of those who live there still: what lies at a home that somebody has left meanwhile is not her newest.</summary>
    private async Task Keep(string pool, DateTimeOffset asOf, IReadOnlyList<UserParcel> parcels, CancellationToken cancel)
    {
        try
        {
            await replicator.CatchUp(cancel);
            await vault.Put(pool, asOf, [.. parcels.Where(p => string.Equals(forest.Find(p.User)?.HomePool, pool, StringComparison.OrdinalIgnoreCase))], cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // The file is what was asked for.
            NotKept(e, pool);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What was exported from {Pool} could not be put into the vault, too")]
    private partial void NotKept(Exception fault, string pool);
}
