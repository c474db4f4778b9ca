namespace Godwit.FrontEnd.Calls;

/// <summary>What an offer and its answer say that two clients are going to do together (RFC 3264 §6).</summary>
public static class SessionMedia
{
    /// <summary>Sound or pictures: the answer decides, if it says anything. A port of 0 declines a medium.</summary>
    public static bool IsCall(ReadOnlySpan<byte> offer, ReadOnlySpan<byte> answer) => HasCall(answer.IndexOf("m="u8) >= 0 ? answer : offer);

    /// <summary>The body may be more than the description: one part of several.</summary>
    private static bool HasCall(ReadOnlySpan<byte> body)
    {
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range];
            if ((line.StartsWith("m=audio "u8) || line.StartsWith("m=video "u8)) && !line[8..].StartsWith("0 "u8)) return true;
        }

        return false;
    }
}
