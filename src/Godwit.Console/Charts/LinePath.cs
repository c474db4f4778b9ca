using System.Globalization;
using System.Text;

namespace Godwit.Console.Charts;

/// <summary>Values as a path of SVG, in a box of <see cref="Width"/> by <see cref="Height"/>.</summary>
public static class LinePath
{
    public const double Width = 600;
    public const double Height = 100;

    public static string Line(IReadOnlyList<double> values, double top)
    {
        if (values is [var only]) values = [only, only];
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            var x = Width * i / (values.Count - 1);
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x:0.#} {Height - Height * Math.Min(values[i], top) / top:0.#}");
        }

        return path.ToString();
    }

    /// <summary>The same, closed along the bottom.</summary>
    public static string Area(IReadOnlyList<double> values, double top) =>
        values.Count < 2 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Line(values, top)}L{Width} {Height}L0 {Height}Z");

    /// <summary>A round number that nothing is higher than: 1, 2 or 5 times a power of ten.</summary>
    public static double Top(double highest)
    {
        if (highest <= 1) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(highest)));
        foreach (var step in (ReadOnlySpan<double>)[1, 2, 5])
            if (highest <= step * power) return step * power;
        return 10 * power;
    }
}
