namespace Godwit.Console.Tree;

/// <summary>Which nodes of a tree can be seen, and where the arrow keys lead.</summary>
public static class TreeRows
{
    /// <param name="turned">Nodes that were opened or closed by hand: they are the other way round than <see cref="TreeNode.Open"/>.</param>
    public static IReadOnlyList<TreeRow> Visible(IReadOnlyList<TreeNode> roots, IReadOnlySet<string> turned)
    {
        var rows = new List<TreeRow>();
        Add(roots, 1, null);
        return rows;

        void Add(IReadOnlyList<TreeNode> nodes, int level, string? parent)
        {
            for (var i = 0; i < nodes.Count; i++)
            {
                var node = nodes[i];
                var open = node.Children.Count > 0 && node.Open != turned.Contains(node.Href);
                rows.Add(new TreeRow(node, level, i + 1, nodes.Count, open, parent));
                if (open) Add(node.Children, level + 1, node.Href);
            }
        }
    }

    /// <summary>The nodes above this one, the top first; null when it is nowhere.</summary>
    public static IReadOnlyList<TreeNode>? Above(IReadOnlyList<TreeNode> roots, string href)
    {
        foreach (var node in roots)
        {
            if (node.Href == href) return [];
            if (Above(node.Children, href) is { } below) return [node, .. below];
        }

        return null;
    }

    /// <summary>Opens what is closed above a node, so that it can be seen.</summary>
    public static IReadOnlySet<string> Reveal(IReadOnlyList<TreeNode> roots, IReadOnlySet<string> turned, string href)
    {
        var closed = (Above(roots, href) ?? []).Where(n => n.Open == turned.Contains(n.Href)).Select(n => n.Href).ToList();
        if (closed.Count == 0) return turned;
        var after = turned.ToHashSet();
        foreach (var node in closed)
            if (!after.Remove(node)) after.Add(node);
        return after;
    }

    /// <summary>What a key does at a row: where it goes, or that it opens or closes the row.</summary>
    public static (int At, bool Turn) Key(IReadOnlyList<TreeRow> rows, int at, string key)
    {
        if (rows.Count == 0) return (-1, false);
        at = Math.Clamp(at, 0, rows.Count - 1);
        var row = rows[at];
        return key switch
        {
            "ArrowDown" => (Math.Min(at + 1, rows.Count - 1), false),
            "ArrowUp" => (Math.Max(at - 1, 0), false),
            "Home" => (0, false),
            "End" => (rows.Count - 1, false),
            "ArrowRight" when row.IsOpen => (at + 1, false),
            "ArrowRight" => (at, row.Node.Children.Count > 0),
            "ArrowLeft" when row.IsOpen => (at, true),
            "ArrowLeft" => (rows.ToList().FindIndex(r => r.Node.Href == row.Parent) is >= 0 and var above ? above : at, false),
            _ => (at, false),
        };
    }
}
