namespace Godwit.Moves.Forecasts;

/// <summary>Between whom something was measured: two pools, or the directory.</summary>
/// <param name="Source">"" = Unassigned Users.</param>
public readonly record struct PaceOf(string Source, string Target)
{
    /// <summary>Changes of homes in the directory, wherever to.</summary>
    public static readonly PaceOf Directory = new("", "");

    public static PaceOf Move(string? source, string target) => new((source ?? "").ToLowerInvariant(), target.ToLowerInvariant());
}

/// <summary>So many users (or changes) in so much time in which any were under way.</summary>
public readonly record struct Pace(long Count, TimeSpan Took)
{
    public double PerSecond => Took > TimeSpan.Zero ? Count / Took.TotalSeconds : 0;

    public static Pace operator +(Pace one, Pace other) => new(one.Count + other.Count, one.Took + other.Took);
}
