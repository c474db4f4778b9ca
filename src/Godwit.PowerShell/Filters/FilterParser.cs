namespace Godwit.PowerShell.Filters;

/// <summary>
/// Reads the filters that administrators write, <c>RegistrarPool -eq "pool" -and Enabled -eq $true</c>: comparisons of a property with a value, -and, -or, -not and parentheses.
/// Nothing of it is run as a script; a variable is looked up by its name.
/// </summary>
internal sealed class FilterParser
{
    private const int Deepest = 64;

    private readonly IReadOnlyList<FilterWord> _words;
    private readonly Func<string, object?> _variable;
    private int _at;
    private int _depth;
    private string? _problem;

    private FilterParser(IReadOnlyList<FilterWord> words, Func<string, object?> variable) => (_words, _variable) = (words, variable);

    private FilterWord? Next => _at < _words.Count ? _words[_at] : null;

    /// <summary>The filter, or a sentence that says what is wrong with the text.</summary>
    public static (UserFilter? Filter, string? Problem) Parse(string text, Func<string, object?> variable)
    {
        if (FilterWords.Of(text) is not { } words) return (null, $"The filter '{text}' has a quotation mark without another.");
        var parser = new FilterParser(words, variable);
        var filter = parser.Any();
        if (filter is not null && parser.Next is { } more) parser._problem = $"'{more.Text}' was not expected.";
        return parser._problem is { } problem ? (null, $"The filter '{text.Trim()}' is not understood: {problem}") : (filter, null);
    }

    private UserFilter? Any()
    {
        var left = All();
        while (left is not null && Take("-or")) left = All() is { } right ? new UserFilter.Either(left, right) : null;
        return left;
    }

    private UserFilter? All()
    {
        var left = One();
        while (left is not null && Take("-and")) left = One() is { } right ? new UserFilter.Both(left, right) : null;
        return left;
    }

    private UserFilter? One()
    {
        if (++_depth > Deepest) return Wrong("it is nested too deeply.");
        try
        {
            if (Take("-not") || Take("!")) return One() is { } not ? new UserFilter.Not(not) : null;
            if (!Take("(")) return Comparison();
            var inner = Any();
            return inner is null ? null : Take(")") ? inner : Wrong("a parenthesis is not closed.");
        }
        finally
        {
            _depth--;
        }
    }

    private UserFilter.Comparison? Comparison()
    {
        if (Next is not { IsQuoted: false } name) return Wrong("a property was expected.");
        if (UserProperty.Find(name.Text) is not { } property) return Wrong($"'{name.Text}' is no property that can be asked for; these can: {string.Join(", ", UserProperty.All.Select(p => p.Name))}.");
        _at++;
        var op = Next is { IsOperator: true } word ? word.Text[1..].ToLowerInvariant() : "";
        if (op is not ("eq" or "ne" or "like" or "notlike")) return Wrong($"-eq, -ne, -like or -notlike was expected behind {property.Name}.");
        _at++;
        if (Next is not { IsOperator: false } value || value.Is("(") || value.Is(")")) return Wrong($"a value was expected behind -{op}.");
        _at++;
        return Fit(property, op, ValueOf(value));
    }

    private object? ValueOf(FilterWord word) => word switch
    {
        { IsVariable: false } => word.Text,
        _ when word.Is("$true") => true,
        _ when word.Is("$false") => false,
        _ when word.Is("$null") => null,
        _ => _variable(word.Text[1..]),
    };

    private UserFilter.Comparison? Fit(UserProperty property, string op, object? value) => (property.IsSwitch, op, value) switch
    {
        (true, "eq" or "ne", bool) or (_, "eq" or "ne", null) => new UserFilter.Comparison(property, op, value),
        (true, "eq" or "ne", string text) when bool.TryParse(text, out var given) => new UserFilter.Comparison(property, op, given),
        (true, _, _) => Wrong($"{property.Name} is -eq or -ne $true or $false."),
        (false, "like" or "notlike", null) => Wrong("a pattern was expected."),
        _ => new UserFilter.Comparison(property, op, value!.ToString()),
    };

    private bool Take(string word)
    {
        if (Next is not { } next || !next.Is(word)) return false;
        _at++;
        return true;
    }

    private UserFilter.Comparison? Wrong(string why)
    {
        _problem ??= why;
        return null;
    }
}
