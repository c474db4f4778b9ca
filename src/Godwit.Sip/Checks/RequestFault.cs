namespace Godwit.Sip.Checks;

/// <summary>Why a request that could be read is refused all the same.</summary>
/// <param name="Status">The status to answer with.</param>
/// <param name="Text">One sentence for the peer.</param>
public sealed record RequestFault(int Status, string Text)
{
    /// <summary>With 420: the option tags for the Unsupported header (RFC 3261 §8.2.2.3).</summary>
    public IReadOnlyList<string> Unsupported { get; init; } = [];
}
