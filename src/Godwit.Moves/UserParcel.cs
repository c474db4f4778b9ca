using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>
/// One user's data as canonical bytes: the same data gives the same bytes on every engine, so equal digests mean equal data.
/// <see cref="Digest"/> is the SHA-256 of <see cref="Content"/>.
/// </summary>
public sealed record UserParcel(SipAddress User, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Digest);
