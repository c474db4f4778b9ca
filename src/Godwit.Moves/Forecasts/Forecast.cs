using System.Collections.Immutable;

namespace Godwit.Moves.Forecasts;

/// <summary>Users of a plan who come from the same place, and what they bring.</summary>
/// <param name="Source">Null: nothing is copied.</param>
/// <param name="Octets">Of their data, about.</param>
/// <param name="Measured">How fast moves between these pools went; null when there were none.</param>
public sealed record ForecastLeg(string? Source, int Users, long Rows, long Octets, int Batches, Pace? Measured);

/// <summary>What a move asks of one back end.</summary>
public sealed record BackEndLoad(string Pool, long RowsRead, long RowsWritten, long OctetsRead, long OctetsWritten, int Commits);

/// <summary>What is to be expected of a move. Pure: more users never take less.</summary>
/// <param name="IsMeasured">Every part of it by moves between the same pools; else some of it by the benchmark.</param>
/// <param name="DirectoryPace">Changes a second, measured; null when none were made yet.</param>
public sealed record Forecast(TimeSpan Duration, bool IsMeasured, int Users, int Batches, ImmutableArray<BackEndLoad> BackEnds, int DirectoryChanges, double? DirectoryPace, int SignedIn)
{
    /// <summary>Users a second from file to file, in round numbers (docs/benchmarks.md): goes for pools between which nobody was moved yet.</summary>
    public const double BenchmarkPace = 4_000;

    /// <summary>Import and settle at the target, the undo copy at the source.</summary>
    private const int TargetCommits = 2, SourceCommits = 1;

    /// <summary>Mark and switch.</summary>
    private const int ChangesOfAUser = 2;

    public double UsersPerSecond => Duration > TimeSpan.Zero ? Users / Duration.TotalSeconds : 0;

    public TimeSpan? DirectoryTime => DirectoryPace is > 0 and var pace ? TimeSpan.FromSeconds(DirectoryChanges / pace) : null;

    public static Forecast Of(string target, IReadOnlyList<ForecastLeg> legs, double? directoryPace, int signedIn)
    {
        ArgumentNullException.ThrowIfNull(legs);
        var users = legs.Sum(l => l.Users);
        var seconds = legs.Sum(l => l.Users / Math.Max(0.001, l.Measured?.PerSecond ?? BenchmarkPace));
        var changes = users * ChangesOfAUser;
        if (directoryPace is > 0) seconds = Math.Max(seconds, changes / directoryPace.Value);
        var loads = legs.Where(l => l.Source is not null).Select(l => new BackEndLoad(l.Source!, l.Rows, 0, l.Octets, 0, l.Batches * SourceCommits)).ToList();
        // Whatever is written is read back and compared.
        var (rows, octets) = (legs.Sum(l => l.Rows), legs.Sum(l => l.Octets));
        loads.Add(new BackEndLoad(target, rows, rows, octets, octets, legs.Sum(l => l.Batches) * TargetCommits));
        return new Forecast(
            TimeSpan.FromSeconds(seconds), legs.All(l => l.Measured is not null), users, legs.Sum(l => l.Batches), [.. loads], changes, directoryPace, signedIn);
    }
}
