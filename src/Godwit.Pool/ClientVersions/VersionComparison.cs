namespace Godwit.Pool.ClientVersions;

/// <summary>How a client's version must stand to a rule's, in the order of CompareOP of the originals: LSS, LEQ, EQL, GEQ, GTR.</summary>
public enum VersionComparison
{
    Less,
    LessOrEqual,
    Equal,
    GreaterOrEqual,
    Greater,
}
