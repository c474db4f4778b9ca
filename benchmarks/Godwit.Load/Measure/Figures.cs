using System.Globalization;
using System.Text.Json.Nodes;

namespace Godwit.Load.Measure;

internal static class Figures
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The one line that scripts read: ratio, bar and the raw figures.</summary>
    public static void PrintJson(JsonObject figures) => Console.WriteLine(figures.ToJsonString());

    public static string Text(double value) => value.ToString(value >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
