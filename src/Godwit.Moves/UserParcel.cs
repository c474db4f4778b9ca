using System.Collections.Immutable;
using Godwit.Pool.Clients;
using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>
/// One user's data as canonical bytes: the same data gives the same bytes on every engine, so equal digests mean equal data.
/// <see cref="Digest"/> is the SHA-256 of <see cref="Content"/>.
/// </summary>
public sealed record UserParcel(SipAddress User, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Digest)
{
    /// <summary>The clients she was seen with. Beside her data, not part of it: what the other pool has seen stays, and the later time of each counts.</summary>
    public ImmutableArray<SeenClient> Clients { get; init; } = [];
}
