using Godwit.Admin.Moves;

namespace Godwit.PowerShell.Objects;

/// <summary>A move as Get-CsUserMove shows it: how far it is.</summary>
public sealed class CsUserMove
{
    internal CsUserMove(MoveProgressView move)
    {
        Identity = move.Id;
        State = move.State;
        Users = move.Total;
        Done = move.Done;
        Moved = move.Moved;
        Unchanged = move.Unchanged;
        Refused = move.Refused;
        Failed = move.Failed;
        Undone = move.Undone;
    }

    public string Identity { get; }

    /// <summary><c>scheduled</c>, <c>running</c>, <c>suspended</c>, <c>finished</c>, <c>cancelling</c>, <c>cancelled</c>.</summary>
    public string State { get; }

    public int Users { get; }

    /// <summary>Those of whom it is known what became of them.</summary>
    public int Done { get; }

    public int Moved { get; }

    /// <summary>Those who were there already.</summary>
    public int Unchanged { get; }

    public int Refused { get; }

    public int Failed { get; }

    /// <summary>Those who were moved and taken back since.</summary>
    public int Undone { get; }

    public override string ToString() => Identity;
}
