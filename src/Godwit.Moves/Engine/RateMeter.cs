namespace Godwit.Moves.Engine;

/// <summary>Counts the users of a move who are done, stretch by stretch of time, in bounded room. Not safe from several threads.</summary>
public sealed class RateMeter(TimeProvider time)
{
    /// <summary>Of more than so many stretches two become one.</summary>
    private const int Most = 120;

    private readonly long _began = time.GetTimestamp();
    private readonly List<int> _users = [];
    private TimeSpan _stretch = TimeSpan.FromSeconds(1);

    public void Add(int users)
    {
        Reach(time.GetElapsedTime(_began));
        _users[^1] += users;
    }

    public MoveRate Read()
    {
        Reach(time.GetElapsedTime(_began));
        return new MoveRate(_stretch, [.. _users]);
    }

    /// <summary>The last stretch is that of now; those in which nobody was done are there, too.</summary>
    private void Reach(TimeSpan now)
    {
        while (now / _stretch >= Most) Halve();
        while (_users.Count <= (int)(now / _stretch)) _users.Add(0);
    }

    private void Halve()
    {
        for (var i = 0; 2 * i < _users.Count; i++) _users[i] = _users[2 * i] + (2 * i + 1 < _users.Count ? _users[2 * i + 1] : 0);
        _users.RemoveRange((_users.Count + 1) / 2, _users.Count / 2);
        _stretch *= 2;
    }
}
