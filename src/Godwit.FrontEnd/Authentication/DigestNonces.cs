using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Godwit.FrontEnd.Authentication;

public enum NonceState { Fresh, Stale, Forged, Replayed }

/// <summary>
/// Nonces that prove by themselves who made them and when (RFC 7616 §5.4): time, chance and a MAC. Only those that were used are
/// remembered, with the counters seen; when that memory is full the oldest become stale.
/// </summary>
public sealed class DigestNonces(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int MaxUsed = 50_000;
    private const int PlainLength = 16;
    private const int Length = PlainLength + 16;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _gate = new();
    private readonly RecentEntries<string, ReplayWindow> _used = new(MaxUsed, Lifetime, time);
    private DateTimeOffset _forgotten;

    public string Issue()
    {
        var nonce = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(nonce, time.GetUtcNow().UtcTicks);
        RandomNumberGenerator.Fill(nonce.AsSpan(8, 8));
        Mac(nonce).CopyTo(nonce.AsSpan(PlainLength));
        return Convert.ToBase64String(nonce);
    }

    /// <summary>Did this process make that nonce, and is it young enough? Does not count it as used.</summary>
    public NonceState Look(string nonce)
    {
        if (IssuedAt(nonce) is not { } issued) return NonceState.Forged;
        lock (_gate) return time.GetUtcNow() - issued >= Lifetime || (issued <= _forgotten && !_used.TryGet(nonce, out _, out _)) ? NonceState.Stale : NonceState.Fresh;
    }

    /// <summary>Takes the counter of right credentials; each counter counts once.</summary>
    public NonceState Use(string nonce, uint count)
    {
        var state = Look(nonce);
        if (state != NonceState.Fresh) return state;
        lock (_gate)
        {
            if (!_used.TryGet(nonce, out var window, out _))
            {
                window = new ReplayWindow();
                // Whatever was issued before the one that is forgotten may have been used, too.
                if (_used.Set(nonce, window) is { } evicted && evicted > _forgotten) _forgotten = evicted;
            }

            return window.Take(count) ? NonceState.Fresh : NonceState.Replayed;
        }
    }

    private DateTimeOffset? IssuedAt(string text)
    {
        Span<byte> nonce = stackalloc byte[Length];
        if (!Convert.TryFromBase64String(text, nonce, out var length) || length != Length) return null;
        if (!CryptographicOperations.FixedTimeEquals(Mac(nonce), nonce[PlainLength..])) return null;
        return new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(nonce), TimeSpan.Zero);
    }

    private ReadOnlySpan<byte> Mac(ReadOnlySpan<byte> nonce) => HMACSHA256.HashData(_key, nonce[..PlainLength]).AsSpan(0, Length - PlainLength);
}
