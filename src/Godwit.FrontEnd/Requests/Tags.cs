using System.Security.Cryptography;

namespace Godwit.FrontEnd.Requests;

/// <summary>Tags nobody can guess (RFC 3261 §19.3: at least 32 random bits). Randomness is fetched for many at once: every answer needs one.</summary>
internal static class Tags
{
    private const int Octets = 6;

    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _used;

    public static string Next()
    {
        var random = _random ??= new byte[Octets * 256];
        if (_used == 0 || _used == random.Length)
        {
            RandomNumberGenerator.Fill(random);
            _used = 0;
        }

        var tag = Convert.ToHexStringLower(random.AsSpan(_used, Octets));
        _used += Octets;
        return tag;
    }
}
