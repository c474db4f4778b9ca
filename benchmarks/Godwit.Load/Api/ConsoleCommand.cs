using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Godwit.Load.Measure;
using Microsoft.Playwright;

namespace Godwit.Load.Api;

/// <summary>
/// The console's list of users in Debian's Chromium: from the address being opened in a browser that has never seen it to a click on a row being answered by
/// the server. The ratio is the bar divided by the median.
/// </summary>
internal static class ConsoleCommand
{
    private const double Bar = 1_000;

    public static Command Build()
    {
        var users = new Option<int>("--users") { DefaultValueFactory = _ => 100_000 };
        var turns = new Option<int>("--turns") { DefaultValueFactory = _ => 10 };
        var json = new Option<bool>("--json");
        var command = new Command("console", "The console's list of users, until it can be used") { users, turns, json };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var server = await DemoServer.Start(parsed.GetValue(users), cancel);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
            for (var i = 0; i < 3; i++) await Open(browser, server.Address);
            List<double> times = [];
            for (var i = 0; i < parsed.GetValue(turns); i++) times.Add(await Open(browser, server.Address));
            var median = Figures.Median(times);
            await Console.Error.WriteLineAsync($"Usable after {Figures.Text(median)} ms with {parsed.GetValue(users)} users (bar {Bar} ms); from {Figures.Text(times.Min())} to {Figures.Text(times.Max())} ms");
            if (parsed.GetValue(json))
                Figures.PrintJson(new JsonObject { ["benchmark"] = "console", ["ratio"] = Math.Round(Bar / median, 2), ["bar"] = Bar, ["users"] = parsed.GetValue(users), ["medianMs"] = Math.Round(median), ["mostMs"] = Math.Round(times.Max()) });
            return median <= Bar ? 0 : 1;
        });
        return command;
    }

    /// <summary>Milliseconds.</summary>
    private static async Task<double> Open(IBrowser browser, Uri server)
    {
        await using var visit = await browser.NewContextAsync(new BrowserNewContextOptions { IgnoreHTTPSErrors = true });
        var page = await visit.NewPageAsync();
        var began = Stopwatch.GetTimestamp();
        await page.GotoAsync(new Uri(server, "/pool/lcs01.godwit.test/users").ToString());
        await page.Locator("[role=grid] [role=row]", new PageLocatorOptions { HasText = "sip:" }).First.ClickAsync();
        await page.Locator("[role=row][aria-selected=true]").First.WaitForAsync();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
