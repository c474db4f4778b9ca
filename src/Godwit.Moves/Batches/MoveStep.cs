namespace Godwit.Moves.Batches;

/// <summary>The steps of a batch, in order. Every step may be acted any number of times; what a step touches is journalled before it acts.</summary>
public enum MoveStep
{
    /// <summary>Are the pools there, is everybody as planned?</summary>
    Check,

    /// <summary>msRTCSIP-TargetHomeServer := target.</summary>
    Mark,

    /// <summary>The source holds writes.</summary>
    Fence,

    /// <summary>Source → target as arriving copies; or into the journal when the target is down.</summary>
    Copy,

    /// <summary>What the target's database holds = what the source gave.</summary>
    Verify,

    /// <summary>The directory's compare-and-swap: the only moment in which a home changes.</summary>
    Switch,

    /// <summary>The target takes her in, the source sends her endpoints over.</summary>
    Release,

    /// <summary>The source's copy becomes an undo copy.</summary>
    Clear,

    /// <summary>Those who could not go are let on at the old home.</summary>
    Undo,

    /// <summary>All users know their outcome; a pool that was out of reach still has to be told.</summary>
    Tidy,

    Done,
}
