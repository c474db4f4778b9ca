using System.Globalization;
using Godwit.Admin.Moves;
using Spectre.Console;

namespace Godwit.Cli.Output;

/// <summary>Who is signed in on the day of the best window, hour by hour; on a terminal only.</summary>
internal static class WindowChart
{
    public static void Show(WindowView window, Screen screen)
    {
        if (!Screen.IsTerminal || window.Begins is not { } begins) return;
        var chart = new BarChart().Width(60).Label(string.Create(CultureInfo.InvariantCulture, $"Users signed in on a {begins:dddd}, UTC"));
        var monday = (((int)begins.UtcDateTime.DayOfWeek + 6) % 7) * 24;
        for (var hour = 0; hour < 24; hour++)
            if (window.Week[monday + hour] is { } users)
                chart.AddItem(string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00"), users, hour >= begins.UtcDateTime.Hour && hour < begins.UtcDateTime.Hour + window.Hours ? Color.Green : Color.Grey);
        screen.Chart(chart);
    }
}
