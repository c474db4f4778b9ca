namespace Godwit.Tests.Sip.Fuzz;

/// <summary>A small random source (SplitMix64) whose whole state is one number, so that a single trial can be repeated.</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 up to, not with, <paramref name="end"/>; 0 when there is nothing to choose from.</summary>
    public int Below(int end) => end <= 0 ? 0 : (int)(Next() % (ulong)end);
}
