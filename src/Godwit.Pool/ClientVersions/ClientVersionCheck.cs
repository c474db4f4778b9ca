using System.Buffers;

namespace Godwit.Pool.ClientVersions;

/// <summary>Which rules a filter takes. Each problem is one sentence.</summary>
public static class ClientVersionCheck
{
    public const int MostRules = 200;
    private const int LongestToken = 64;
    private const int LongestUrl = 256;

    // RFC 3261 §25.1: token.
    private static readonly SearchValues<char> Token = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~");

    /// <summary>Null when all is well.</summary>
    public static string? FindProblem(ClientVersionRule rule) => FindTokenProblem(rule.UserAgent) ?? FindUrlProblem(rule.Action, rule.Url);

    /// <summary>An action that tells a URL needs one, the others have none.</summary>
    public static string? FindUrlProblem(ClientVersionAction action, string? url)
    {
        var tells = action is ClientVersionAction.AllowWithUrl or ClientVersionAction.BlockWithUrl;
        if (url is null) return tells ? "This action tells the client a URL: give one" : null;
        if (!tells) return "Only the actions with URL take a URL";
        if (url.Length > LongestUrl) return $"A URL has at most {LongestUrl} characters";
        // It will stand inside a quoted string of a header.
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && !url.Any(c => c is <= ' ' or '"' or '\\' or > '~')
            ? null : $"'{url}' is not a URL like https://clients.example.org/download";
    }

    private static string? FindTokenProblem(string token) =>
        token.Length is > 0 and <= LongestToken && token.AsSpan().IndexOfAnyExcept(Token) < 0
            ? null : $"'{token}' is not the token of a client: say LCC, RTC, RTCC, UCCP, OC, WM, CWA, COMO or LMC, or what stands before the slash in its User-Agent";
}
