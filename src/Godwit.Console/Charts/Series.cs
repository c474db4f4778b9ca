namespace Godwit.Console.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Colour">A class of the style sheet: <c>c0</c> … <c>c5</c>, <c>bad</c>.</param>
public sealed record Series(string Name, string Colour, IReadOnlyList<double> Values);
