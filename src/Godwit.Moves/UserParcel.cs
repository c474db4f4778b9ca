using System.Collections.Immutable;
using Godwit.Pool.Clients;
using Godwit.Pool.Users;
using Godwit.Receipts;

namespace Godwit.Moves;

/// <summary>
/// One user's data as canonical bytes: the same data gives the same bytes on every engine, so equal digests mean equal data.
/// <see cref="Digest"/> is made of the digests of its kinds (docs/architecture/parcel.md).
/// </summary>
public sealed record UserParcel(SipAddress User, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Digest)
{
    /// <summary>How many items of each kind of data there are, and their digests; null: nobody has looked.</summary>
    public IReadOnlyList<KindDigest>? Kinds { get; init; }

    /// <summary>The clients she was seen with. Beside her data, not part of it: what the other pool has seen stays, and the later time of each counts.</summary>
    public ImmutableArray<SeenClient> Clients { get; init; } = [];
}
