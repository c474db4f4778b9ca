namespace Godwit.Load.Register;

/// <summary>As much of SIP as a load generator needs: whether a response is whole (they carry no body), and whether it is a 200.</summary>
internal static class Responses
{
    public static bool IsWhole(ReadOnlySpan<byte> bytes) => bytes.Length > 4 && bytes[^4..].SequenceEqual("\r\n\r\n"u8);

    public static bool IsOk(ReadOnlySpan<byte> bytes) => bytes.StartsWith("SIP/2.0 200"u8);

    /// <summary>The user of a response, by its Call-ID (16 hexadecimal digits); -1 when there is none.</summary>
    public static int UserOf(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf("Call-ID: "u8);
        if (at < 0 || bytes.Length < at + 25) return -1;
        var user = 0;
        foreach (var b in bytes.Slice(at + 9, 16)) user = (user << 4) | (b <= '9' ? b - '0' : b - 'a' + 10);
        return user;
    }
}
