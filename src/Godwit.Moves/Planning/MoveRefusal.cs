using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves.Planning;

/// <summary>Every rule by which a user is not moved.</summary>
public enum MoveRefusal
{
    UnknownPool,
    UnknownUser,
    NotEnabled,
    InvalidAddress,
    InMoveAlready,
    TargetNotAvailable,
    SourceNotAvailable,
    RichModeToLcs,
    RichModeUnknown,
    TooManyContacts,
    TooManyGroups,
    ChangedUnderneath,
    NotMoved,
    UndoneAlready,
    UndoWindowOver,
    MovedAgain,
    ElsewhereNow,
    FormerPoolGone,
}

/// <summary>What an administrator reads: the rule, and what to do. One sentence or two each.</summary>
public static class RefusalText
{
    public static string NobodyTakesHanded(string target) => $"The pool {target} is not available, and what a file has of an unassigned user can be given to a pool that answers only. Start it, or move to another one.";

    public static string UnknownPool(string pool) => $"There is no pool {pool} in this forest; 'godwit pool list' shows those there are.";

    public static string UnknownUser(SipAddress user) => $"The directory knows no user {user}; check the spelling, or add the user first.";

    public static string NotEnabled(SipAddress user) => $"The user is not enabled; run 'godwit user enable {user}' first.";

    public static string InvalidAddress(SipAddress user, char bad) =>
        $"The SIP address is not valid: {Show(bad)} may not stand in sip:{user}; correct msRTCSIP-PrimaryUserAddress first.";

    public static string InMoveAlready(string move, string target) =>
        $"The user is in another move, {move}, to {(target.Length == 0 ? "Unassigned Users" : target)}, that has not ended; wait for it ('godwit move list').";

    /// <summary>Not a refusal: what is said of a user until the earlier move knows her outcome.</summary>
    public static string Joined(string move) => $"The user is on the way there already, by move {move}; what becomes of that is reported here, too.";

    /// <summary>Not a refusal either: who repeats a move gets what she wants.</summary>
    public static string AlreadyThere(string pool) => $"The user is homed on {pool} already; nothing had to be done.";

    public static string TargetNotAvailable(string pool) =>
        $"The target pool {pool} is not available; start it, or force the move, which leaves the user's data behind until the pool returns.";

    public static string SourceNotAvailable(string pool) =>
        $"The user's pool {pool} is not available; start it, or force the move, which leaves the user's data behind until the pool returns.";

    public static string RichModeToLcs(string pool) =>
        $"The user is in enhanced presence mode, which is for ever, and {pool} is an {Name(PoolGeneration.Lcs2005Sp1)} pool that does not have it; choose an OCS 2007 or later pool.";

    public static string RichModeUnknown(string source, string pool) =>
        $"The user may be in enhanced presence mode, which {pool}, an {Name(PoolGeneration.Lcs2005Sp1)} pool, does not have, and {source} can't be asked now; choose an OCS 2007 or later pool, or start {source}.";

    public static string TooManyContacts(int has, int most, string pool) => $"The user has {has} contacts and {pool} takes at most {most}; remove some, or raise the pool's limit.";

    public static string TooManyGroups(int has, int most, string pool) => $"The user has {has} contact groups and {pool} takes at most {most}; remove some.";

    public static string ChangedUnderneath() => "The user was changed in the directory during the move (home, target or enabling); look at the user and move again.";

    private static string Name(PoolGeneration generation) => generation switch
    {
        PoolGeneration.Lcs2005Sp1 => "LCS 2005 SP1",
        PoolGeneration.Ocs2007 => "OCS 2007",
        _ => "OCS 2007 R2",
    };

    private static string Show(char c) => c < ' ' || c == 127 ? $"character U+{(int)c:X4}" : $"'{c}'";
}
