using Godwit.Pool.Permissions;

namespace Godwit.Pool.Homes;

/// <summary>What this process has in memory of one user. Changed only by <see cref="ActiveHomes"/>, under its lock, and by her home; read by all.</summary>
public sealed class ActiveHome
{
    private EndpointSet _set;
    private AccessState? _permissions;
    private long _due = long.MaxValue;

    /// <summary>Clients signed in here now.</summary>
    public int Endpoints => Set.Count;

    /// <summary>One reference: read and written whole.</summary>
    internal EndpointSet Set
    {
        get => _set;
        set => _set = value;
    }

    /// <summary>Who may do what of her, while her home has that in memory; null: ask it.</summary>
    internal AccessState? Permissions
    {
        get => Volatile.Read(ref _permissions);
        set => Volatile.Write(ref _permissions, value);
    }

    /// <summary>Her home is a grain in memory.</summary>
    internal bool IsAwake { get; set; }

    /// <summary>Her home has presence to tell when endpoints come or go.</summary>
    internal bool HasAudience { get; set; }

    /// <summary>UTC ticks of the first thing that expires, or earlier.</summary>
    internal long Due
    {
        get => Volatile.Read(ref _due);
        set => Volatile.Write(ref _due, value);
    }

    internal void NoteDue(DateTimeOffset at)
    {
        for (var due = Due; at.UtcTicks < due; due = Due)
            if (Interlocked.CompareExchange(ref _due, at.UtcTicks, due) == due) return;
    }
}
