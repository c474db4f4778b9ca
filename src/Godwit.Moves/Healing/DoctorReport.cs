using System.Collections.Immutable;

namespace Godwit.Moves.Healing;

/// <summary>What one look at the forest has found.</summary>
/// <param name="Users">How many were looked at.</param>
/// <param name="Findings">The first of them, in order of address; <paramref name="Counts"/> has all.</param>
/// <param name="Unreachable">Pools that could not be asked: what they hold is not judged.</param>
public sealed record DoctorReport(
    DateTimeOffset At, int Users, ImmutableArray<Finding> Findings, ImmutableSortedDictionary<FindingKind, int> Counts, int Mended, ImmutableArray<string> Unreachable)
{
    /// <summary>Findings that a report spells out.</summary>
    public const int Most = 1000;

    public int Found => Counts.Values.Sum();
}
