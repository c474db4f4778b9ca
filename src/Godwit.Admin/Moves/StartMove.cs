namespace Godwit.Admin.Moves;

/// <summary>Whom to move where. Exactly one of <see cref="Users"/>, <see cref="From"/>, <see cref="Ou"/>, <see cref="Unassigned"/> says who.</summary>
public sealed record StartMove(string To)
{
    public IReadOnlyList<string>? Users { get; init; }

    /// <summary>All users homed on this pool.</summary>
    public string? From { get; init; }

    /// <summary>All users in and below this organizational unit: its DN, its canonical name (<c>example.org/Sales</c>), or its plain name when no other has it.</summary>
    public string? Ou { get; init; }

    /// <summary>All Unassigned Users.</summary>
    public bool Unassigned { get; init; }

    public bool Force { get; init; }

    /// <summary>When, how fast, in whose way; null = at once, as fast as it goes.</summary>
    public MoveTermsView? Terms { get; init; }

    /// <summary>Only say what would happen.</summary>
    public bool DryRun { get; init; }
}
