using System.Buffers;

namespace Godwit.Sip.Wire;

/// <summary>RFC 3261 §25.1, token: what methods and header names are made of.</summary>
internal static class Tokens
{
    private static readonly SearchValues<byte> Characters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.!%*_+`'~"u8);

    public static bool Is(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(Characters);
}
