namespace Godwit.Admin.Moves;

/// <summary>What is wrong with a user's home or data. <paramref name="Kind"/>: a stable name, like <c>data-elsewhere</c>; docs/architecture/a-doctor.md lists them.</summary>
/// <param name="Pool">The pool that it is about; empty when it is in the directory, or about several.</param>
/// <param name="Mending">What mending does, or what an administrator can do.</param>
/// <param name="CanBeMended">False: nobody but an administrator can say what is right.</param>
public sealed record DoctorFindingView(string Kind, string User, string Pool, string Explanation, string Mending, bool CanBeMended, bool Mended);

/// <summary>What one look at the forest has found: the first 1,000 findings, and how many there are of each kind.</summary>
/// <param name="Unreachable">Pools that could not be asked.</param>
public sealed record DoctorView(
    DateTimeOffset At, int Users, int Found, int Mended, IReadOnlyDictionary<string, int> Kinds, IReadOnlyList<DoctorFindingView> Findings, IReadOnlyList<string> Unreachable);

/// <summary>Look at these users, or at all; and mend what can be mended.</summary>
public sealed record AskDoctor(bool Mend)
{
    public IReadOnlyList<string>? Users { get; init; }
}
