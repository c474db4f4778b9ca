using Godwit.Admin.Forest;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.Figures;
using Godwit.Server.Rolls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/forest and /api/v1/figures: the forest at a glance.</summary>
internal static class ForestApi
{
    public static void MapForest(this IEndpointRouteBuilder api)
    {
        api.MapGet("/forest", Overview);
        api.MapGet("/figures", Figures);
    }

    private static async Task<ForestOverview> Overview(ForestSettings settings, ForestView forest, UserRoll roll, DirectoryRoll directory, PoolViews pools, CancellationToken cancel)
    {
        await directory.Read(cancel);
        var count = roll.Count();
        return new ForestOverview(settings.Domains[0], settings.Domains, count.Users.Length, count.Unassigned, count.Disabled, directory.AccountsWithoutCommunications, pools.All());
    }

    private static FiguresView Figures(ForestFigures figures, TimeProvider time)
    {
        var (total, minutes) = figures.Read();
        return new FiguresView(
            figures.Since, time.GetUtcNow(), total.Moves, total.MovesFailed, Pools(total),
            [.. minutes.Select(m => new MinuteView(m.At, m.Figures.Moves, m.Figures.MovesFailed, Pools(m.Figures)))]);

        static IReadOnlyList<PoolFiguresView> Pools(FigureSet set) => [.. set.Pools.Select(p => new PoolFiguresView(p.Pool, p.Here, p.SignedIn, p.Messages, p.PresenceChanges, p.Errors))];
    }
}
