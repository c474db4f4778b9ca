namespace Godwit.Server.Configuration;

/// <summary>One mistake in a configuration, in words: where, what is there, which rule it breaks, what to do.</summary>
/// <param name="Member">Path of the member, e.g. <c>pools[1].tcp</c>.</param>
/// <param name="Value">What is written there; null when nothing is.</param>
public sealed record ConfigProblem(string Member, string? Value, string Rule, string Cure)
{
    public override string ToString() =>
        Value is null ? $"{Member}: {Rule}; {Cure}" : $"{Member} \"{Value}\": {Rule}; {Cure}";
}

/// <summary>Collects every problem, so that an operator sees all of them at once.</summary>
public sealed class ConfigProblems
{
    private readonly List<ConfigProblem> _found = [];

    public IReadOnlyList<ConfigProblem> Found => _found;

    public bool None => _found.Count == 0;

    public void Add(string member, string? value, string rule, string cure) => _found.Add(new ConfigProblem(member, value, rule, cure));

    public void Missing(string member, string cure) => Add(member, null, "is missing", cure);
}
