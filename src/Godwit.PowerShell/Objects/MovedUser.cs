using Godwit.Admin.Moves;

namespace Godwit.PowerShell.Objects;

/// <summary>What became of a user in a move, or, with -WhatIf, what would.</summary>
public sealed class MovedUser
{
    internal MovedUser(MovedUserView user, MoveView move)
    {
        Address = user.Address;
        From = user.From.Length > 0 ? user.From : null;
        Target = user.To ?? move.To;
        Outcome = user.Outcome;
        Reason = user.Reason;
        Lost = user.Lost;
        MoveId = move.State == "planned" ? null : move.Id;
        Rule = user.Rule ?? "";
        CutOff = user.CutOff ?? [];
    }

    public string SipAddress => "sip:" + Address;

    public string Address { get; }

    /// <summary>Null: she was unassigned.</summary>
    public string? From { get; }

    public string Target { get; }

    /// <summary><c>moved</c>, <c>unchanged</c>, <c>refused</c>, <c>failed</c>.</summary>
    public string Outcome { get; }

    public string Reason { get; }

    /// <summary>What a forced move left behind.</summary>
    public IReadOnlyList<string> Lost { get; }

    /// <summary>With -WhatIf: the name of the rule that would refuse her.</summary>
    public string Rule { get; }

    /// <summary>With -WhatIf: her clients that could not sign in any more, a sentence each.</summary>
    public IReadOnlyList<string> CutOff { get; }

    /// <summary>Null with -WhatIf: there was no move.</summary>
    public string? MoveId { get; }

    public override string ToString() => SipAddress;
}
