using System.Globalization;
using Godwit.Admin.Forest;
using Godwit.Admin.Moves;
using Godwit.Admin.Pools;
using Godwit.Console.Selection;
using Godwit.Console.State;
using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace Godwit.Console.Tree;

/// <summary>The tree of the server snap-in: the forest, its pools by edition, those of earlier generations, who is unassigned, moves, and who administers all this.</summary>
public static class ForestTree
{
    public static TreeNode Of(ForestOverview forest, IReadOnlyList<MoveProgressView> openMoves, Rights rights) => new(Places.Forest, $"Forest – {forest.Name}", new Icons.Regular.Size20.Organization(),
    [
        Group("Enterprise pools", Places.Enterprise, "enterprise", forest),
        Group("Standard Edition servers", Places.Standard, "standard", forest),
        Group("Earlier server versions", Places.Earlier, "earlier", forest),
        new TreeNode(Places.Unassigned, "Unassigned Users", new Icons.Regular.Size20.PersonQuestionMark(), []) { Detail = Number(forest.Unassigned), Users = UserPick.AllUnassigned },
        new TreeNode(Places.Moves, "Moves", new Icons.Regular.Size20.ArrowSwap(), [.. openMoves.Select(Move)]) { Detail = openMoves.Count > 0 ? $"{openMoves.Count} under way" : "", Open = true },
        new TreeNode(Places.Plans, "Plans", new Icons.Regular.Size20.ClipboardTaskListLtr(), []),
        .. rights.Servers ? [Administrators] : Array.Empty<TreeNode>(),
        new TreeNode(Places.Audit, "Audit log", new Icons.Regular.Size20.History(), []),
    ])
    { Open = true };

    private static TreeNode Administrators => new(Places.Administrators, "Administrators", new Icons.Regular.Size20.PersonKey(), [new TreeNode(Places.Tokens, "Tokens of programs", new Icons.Regular.Size20.Key(), [])]);

    private static TreeNode Group(string text, string href, string group, ForestOverview forest) =>
        new(href, text, new Icons.Regular.Size20.FolderGlobe(), [.. forest.Pools.Where(p => p.Group == group).Select(Pool)]) { Open = true };

    private static TreeNode Pool(PoolView pool) => new(Places.Pool(pool.Fqdn), pool.Fqdn, pool.Edition == "Enterprise" ? new Icons.Regular.Size20.ServerMultiple() : new Icons.Regular.Size20.Server(),
    [
        new TreeNode(Places.FrontEnds(pool.Fqdn), "Front ends", new Icons.Regular.Size20.Desktop(), []),
        new TreeNode(Places.Users(pool.Fqdn), "Users", new Icons.Regular.Size20.People(), []) { Detail = Number(pool.Users), Users = UserPick.AllOf(pool.Fqdn) },
        new TreeNode(Places.Filtering(pool.Fqdn), "Filtering", new Icons.Regular.Size20.Filter(), []),
        new TreeNode(Places.Settings(pool.Fqdn), "Settings", new Icons.Regular.Size20.Settings(), []),
    ])
    { Pool = pool, Trouble = pool.State == "running" ? string.Join(". ", pool.Warnings) : "Stopped" };

    private static TreeNode Move(MoveProgressView move) =>
        new(Places.Move(move.Id), move.Id, new Icons.Regular.Size20.ArrowRight(), []) { Detail = move.State == "running" ? $"{100L * move.Done / Math.Max(1, move.Total)} %" : move.State };

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
