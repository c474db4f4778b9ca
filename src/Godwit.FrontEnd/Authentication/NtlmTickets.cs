using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Godwit.FrontEnd.Authentication.Ntlm;

namespace Godwit.FrontEnd.Authentication;

/// <summary>
/// Handshakes under way, without keeping any: the opaque value says when it began, and the server challenge follows from it, the
/// connection and a key of this process. So nobody can fill the server's memory with handshakes that are never finished.
/// </summary>
public sealed class NtlmTickets(TimeProvider time)
{
    /// <summary>How long a client may take to answer a challenge; a person may be typing a password.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private const int TimeDigits = 12;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>A later opaque value is greater (ordinal) than an earlier one.</summary>
    public string Issue() => time.GetUtcNow().ToUnixTimeMilliseconds().ToString("X12", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetHexString(8);

    /// <summary>The server challenge of that handshake on that connection.</summary>
    public byte[] Nonce(string opaque, string connection) =>
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{opaque} {connection}"))[..NtlmChallenge.NonceLength];

    /// <summary>False for a value that was never issued, or too long ago.</summary>
    public bool IsFresh([NotNullWhen(true)] string? opaque)
    {
        if (opaque is not { Length: TimeDigits + 8 }) return false;
        if (!long.TryParse(opaque.AsSpan(0, TimeDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var issued)) return false;
        var age = time.GetUtcNow().ToUnixTimeMilliseconds() - issued;
        return age >= 0 && age <= Lifetime.TotalMilliseconds;
    }
}
