namespace Godwit.PowerShell.Filters;

/// <summary>A word of a filter's text.</summary>
/// <param name="IsQuoted">It is a text, whatever it looks like.</param>
internal readonly record struct FilterWord(string Text, bool IsQuoted)
{
    public bool Is(string text) => !IsQuoted && Text.Equals(text, StringComparison.OrdinalIgnoreCase);

    public bool IsVariable => !IsQuoted && Text.StartsWith('$');

    public bool IsOperator => !IsQuoted && Text is ['-', _, ..];
}

/// <summary>Cuts a filter's text into words.</summary>
internal static class FilterWords
{
    /// <summary>Null: a quotation mark has no other.</summary>
    public static IReadOnlyList<FilterWord>? Of(string text)
    {
        var words = new List<FilterWord>();
        for (var at = 0; at < text.Length;)
        {
            var letter = text[at];
            if (char.IsWhiteSpace(letter))
            {
                at++;
            }
            else if (letter is '(' or ')')
            {
                words.Add(new FilterWord(letter.ToString(), false));
                at++;
            }
            else if (letter is '\'' or '"')
            {
                var end = text.IndexOf(letter, at + 1);
                if (end < 0) return null;
                words.Add(new FilterWord(text[(at + 1)..end], true));
                at = end + 1;
            }
            else
            {
                var start = at;
                while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')' or '\'' or '"')) at++;
                words.Add(new FilterWord(text[start..at], false));
            }
        }
        return words;
    }
}
