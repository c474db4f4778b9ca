using System.Text.Json.Nodes;

namespace Godwit.Load.Measure;

/// <summary>Turns of several servers at several kinds of work, and what comes of them: medians, ratios, the one line of JSON.</summary>
/// <param name="peer">The server whose median is the measure: the peer at its best.</param>
internal sealed class Comparison(string benchmark, double bar, string peer)
{
    private readonly Dictionary<string, Dictionary<string, List<Turn>>> _turns = [];

    public async Task Add(string work, string server, Turn turn)
    {
        var of = _turns.TryGetValue(work, out var known) ? known : _turns[work] = [];
        (of.TryGetValue(server, out var list) ? list : of[server] = []).Add(turn);
        await Console.Error.WriteLineAsync($"{work}, {server}: {turn}");
    }

    /// <summary>0 when every bar was reached, or nothing was compared.</summary>
    public int Report(bool json, JsonObject figures)
    {
        figures["benchmark"] = benchmark;
        figures["bar"] = bar;
        double? worst = null;
        var p99 = 0d;
        foreach (var (work, servers) in _turns)
        {
            var here = new JsonObject();
            figures[work] = here;
            foreach (var (server, turns) in servers)
                here[server] = new JsonObject
                {
                    ["perSecond"] = Math.Round(Median(turns, t => t.PerSecond)),
                    ["p50Ms"] = Median(turns, t => t.P50),
                    ["p99Ms"] = Median(turns, t => t.P99),
                    ["cpuMicrosecondsEach"] = Math.Round(Median(turns, t => t.CpuEach), 1),
                    ["memoryMB"] = Math.Round(Median(turns, t => t.Megabytes)),
                };
            if (!servers.TryGetValue("godwit", out var ours) || !servers.TryGetValue(peer, out var theirs)) continue;
            var ratio = Math.Round(Median(ours, t => t.PerSecond) / Median(theirs, t => t.PerSecond), 2);
            var slower = Math.Round(Median(ours, t => t.P99) / Median(theirs, t => t.P99), 2);
            (here["ratio"], here["p99Ratio"]) = (ratio, slower);
            (worst, p99) = (Math.Min(worst ?? ratio, ratio), Math.Max(p99, slower));
            Console.Error.WriteLine($"{work}: {ratio:0.00} × {peer} (bar {bar}), p99 {slower:0.00} ×");
        }

        if (worst is not null) (figures["ratio"], figures["p99Ratio"]) = (worst, p99);
        if (json) Figures.PrintJson(figures);
        return worst is null || worst >= bar ? 0 : 1;
    }

    private static double Median(IEnumerable<Turn> turns, Func<Turn, double> figure) => Figures.Median(turns.Select(figure));
}
