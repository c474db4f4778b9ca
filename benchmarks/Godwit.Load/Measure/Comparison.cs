using System.Text.Json.Nodes;

namespace Godwit.Load.Measure;

/// <summary>
/// Turns of the servers at several kinds of work, and what comes of them: medians, ratios, the one line of JSON. The bar is for the ratio to Kamailio as Debian ships it; that to
/// its fastest allocator stands beside it.
/// </summary>
internal sealed class Comparison(string benchmark)
{
    public static readonly IReadOnlyList<string> Servers = ["kamailio", "kamailio-tlsf", "godwit"];

    private readonly Dictionary<string, Dictionary<string, List<Turn>>> _turns = [];
    private readonly Dictionary<string, double> _bars = [];

    public async Task Add(string work, double bar, string server, Turn turn)
    {
        _bars[work] = bar;
        var of = _turns.TryGetValue(work, out var known) ? known : _turns[work] = [];
        (of.TryGetValue(server, out var list) ? list : of[server] = []).Add(turn);
        await Console.Error.WriteLineAsync($"{work}, {server}: {turn}");
    }

    /// <summary>Adds all figures and prints the line; 0 when every bar was reached, or nothing was compared.</summary>
    public int Report(bool json, JsonObject figures)
    {
        figures["benchmark"] = benchmark;
        var reached = true;
        foreach (var (work, servers) in _turns)
        {
            var here = new JsonObject { ["bar"] = _bars[work] };
            figures[work] = here;
            foreach (var (server, turns) in servers) here[server] = Medians(turns);
            if (!servers.ContainsKey("godwit") || !servers.ContainsKey("kamailio")) continue;
            var ratio = Compare(here, servers, "kamailio", "");
            Compare(here, servers, "kamailio-tlsf", "ToTlsf");
            Console.Error.WriteLine(
                $"{work}: {ratio:0.00} × Kamailio (bar {_bars[work]}), p99 {here["p99Ratio"]} ×; with its fastest allocator {here["ratioToTlsf"]} ×, p99 {here["p99RatioToTlsf"]} ×");
            reached &= ratio >= _bars[work];
            // One pair of figures stands for the whole benchmark: that of the work furthest from its bar.
            if (figures["ratio"] is null || ratio / _bars[work] < (double)figures["ratio"]! / (double)figures["bar"]!)
                (figures["ratio"], figures["bar"]) = (ratio, _bars[work]);
        }

        if (json) Figures.PrintJson(figures);
        return reached ? 0 : 1;
    }

    private static JsonObject Medians(List<Turn> turns)
    {
        var medians = new JsonObject
        {
            ["perSecond"] = Math.Round(Median(turns, t => t.PerSecond)),
            ["p50Ms"] = Median(turns, t => t.P50),
            ["p99Ms"] = Median(turns, t => t.P99),
            ["cpuMicrosecondsEach"] = Math.Round(Median(turns, t => t.CpuEach), 1),
            ["memoryMB"] = Math.Round(Median(turns, t => t.Megabytes)),
        };
        if (turns[0].BytesPerUser is not null) medians["bytesPerUser"] = Math.Round(Median(turns, t => t.BytesPerUser ?? 0));
        return medians;
    }

    private static double Compare(JsonObject here, Dictionary<string, List<Turn>> servers, string peer, string suffix)
    {
        if (!servers.TryGetValue(peer, out var theirs)) return double.NaN;
        var ratio = Math.Round(Median(servers["godwit"], t => t.PerSecond) / Median(theirs, t => t.PerSecond), 2);
        here["ratio" + suffix] = ratio;
        here["p99Ratio" + suffix] = Math.Round(Median(servers["godwit"], t => t.P99) / Median(theirs, t => t.P99), 2);
        return ratio;
    }

    private static double Median(List<Turn> turns, Func<Turn, double> figure) => Figures.Median(turns.Select(figure));
}
