using Godwit.Admin.Pools;
using Godwit.Console.Selection;
using Microsoft.FluentUI.AspNetCore.Components;

namespace Godwit.Console.Tree;

/// <summary>A node of the console tree.</summary>
/// <param name="Href">Its page; the node's name as well, since no two have the same.</param>
public sealed record TreeNode(string Href, string Text, Icon Icon, IReadOnlyList<TreeNode> Children)
{
    /// <summary>Beside the name, e.g. how many there are.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Something is wrong there, in words; empty = nothing is.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>Open until it is closed.</summary>
    public bool Open { get; init; }

    /// <summary>The users whom actions on the node are for.</summary>
    public UserPick? Users { get; init; }

    /// <summary>The pool that actions on the node are for.</summary>
    public PoolView? Pool { get; init; }
}

/// <summary>A node as it stands in the list of those that can be seen.</summary>
/// <param name="Level">1 at the top.</param>
/// <param name="Place">Among its siblings, from 1, of <paramref name="Siblings"/>.</param>
public sealed record TreeRow(TreeNode Node, int Level, int Place, int Siblings, bool IsOpen, string? Parent);
