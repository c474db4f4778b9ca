using System.IO.Enumeration;

namespace Godwit.Server.Rolls;

/// <summary>A search expression: <c>*</c> stands for anything, <c>?</c> for one character; without any it may stand anywhere. Without case.</summary>
internal sealed class Wildcard
{
    private static readonly char[] Signs = ['*', '?'];

    private readonly string _pattern;
    private readonly string _plain;
    private readonly Form _form;

    public Wildcard(string pattern)
    {
        // A backslash means itself: logins have it.
        _pattern = pattern.Replace("\\", "\\\\", StringComparison.Ordinal);
        var (open, close) = (pattern.StartsWith('*'), pattern.Length > 1 && pattern.EndsWith('*'));
        _plain = pattern[(open ? 1 : 0)..(close ? ^1 : ^0)];
        _form = pattern.IndexOfAny(Signs) < 0 ? Form.Inside : _plain.IndexOfAny(Signs) >= 0 ? Form.Any : (open, close) switch
        {
            (true, true) => Form.Inside,
            (true, false) => Form.End,
            _ => Form.Begin,
        };
    }

    private enum Form { Inside, Begin, End, Any }

    public bool Matches(string text) => _form switch
    {
        Form.Inside => text.Contains(_plain, StringComparison.OrdinalIgnoreCase),
        Form.Begin => text.StartsWith(_plain, StringComparison.OrdinalIgnoreCase),
        Form.End => text.EndsWith(_plain, StringComparison.OrdinalIgnoreCase),
        _ => FileSystemName.MatchesSimpleExpression(_pattern, text, ignoreCase: true),
    };
}
