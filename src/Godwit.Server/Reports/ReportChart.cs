using System.Globalization;
using System.Text;

namespace Godwit.Server.Reports;

/// <summary>Charts as SVG inside the page; colours come from its style sheet, and every mark says its number.</summary>
internal static class ReportChart
{
    private const double Width = 640;
    private const double Height = 150;
    private const double Left = 44;
    private const double Bottom = 22;
    private static readonly double[] Grid = [0, 0.5, 1];
    private static readonly double[] Steps = [1, 2, 4, 5, 10];

    /// <summary>One bar, cut by shares.</summary>
    public static string Shares(IReadOnlyList<(string Name, int Users)> parts)
    {
        var total = Math.Max(1, parts.Sum(p => p.Users));
        var svg = Begin("Outcomes: " + string.Join(", ", parts.Where(p => p.Users > 0).Select(p => $"{p.Users} {p.Name}")), 26);
        double at = 0;
        foreach (var (name, users) in parts.Where(p => p.Users > 0))
        {
            var wide = Math.Max(3, Width * users / total);
            svg.Append(Culture, $"<rect class=\"{name.Split(' ')[0]}\" x=\"{at:0.##}\" y=\"0\" width=\"{Math.Max(1, wide - 2):0.##}\" height=\"26\" rx=\"4\"><title>{users} {name}</title></rect>");
            at += wide;
        }
        return End(svg);
    }

    /// <summary>Columns above a line; <paramref name="names"/> are put below some of them.</summary>
    public static string Columns(string what, IReadOnlyList<double> values, IReadOnlyList<string> names, string unit)
    {
        var svg = Begin(what, Height);
        var top = Nice(values.Max());
        foreach (var share in Grid)
        {
            var y = Y(top * share, top);
            svg.Append(Culture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{y:0.##}\" y2=\"{y:0.##}\"/><text x=\"{Left - 6}\" y=\"{y + 4:0.##}\" text-anchor=\"end\">{top * share:#,0.##}</text>");
        }

        var wide = (Width - Left) / values.Count;
        for (var i = 0; i < values.Count; i++)
        {
            var (x, y) = (Left + i * wide, Y(values[i], top));
            if (values[i] > 0)
                svg.Append(Culture, $"<rect class=\"bar\" x=\"{x + wide * 0.1:0.##}\" y=\"{y:0.##}\" width=\"{wide * 0.8:0.##}\" height=\"{Math.Max(1, Height - Bottom - y):0.##}\" rx=\"{Math.Min(3, wide * 0.3):0.##}\"><title>{names[i]}: {values[i]:#,0.#} {unit}</title></rect>");
            if (i % Math.Max(1, (int)Math.Ceiling(names.Count / 10.0)) == 0)
                svg.Append(Culture, $"<text x=\"{x + wide / 2:0.##}\" y=\"{Height - 6}\" text-anchor=\"middle\">{names[i]}</text>");
        }
        return End(svg);
    }

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    private static double Y(double value, double top) => 8 + (Height - Bottom - 8) * (1 - value / top);

    /// <summary>The next of 1, 2, 4, 5, 10 … above.</summary>
    private static double Nice(double most)
    {
        var ten = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, most))));
        return Steps.Select(step => step * ten).First(step => step >= most);
    }

    private static StringBuilder Begin(string what, double height) =>
        new StringBuilder().Append(Culture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{what}\">");

    private static string End(StringBuilder svg) => svg.Append("</svg>").ToString();
}
