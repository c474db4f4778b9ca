using System.Globalization;
using Godwit.Admin.Forest;
using Godwit.Console.Selection;
using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace Godwit.Console.Tree;

/// <summary>The directory's tree: domains, organizational units, containers.</summary>
public static class DirectoryTree
{
    /// <param name="containers">Each after the one above it, as the admin API gives them.</param>
    public static TreeNode Of(IReadOnlyList<ContainerView> containers)
    {
        var below = containers.ToLookup(c => c.Parent, StringComparer.OrdinalIgnoreCase);
        return new TreeNode(Places.Directory, "Directory", new Icons.Regular.Size20.BookContacts(), [.. below[""].Select(Node)]) { Open = true };

        TreeNode Node(ContainerView container) => new(Places.Container(container.Dn), container.Name, IconOf(container.Kind), [.. below[container.Dn].Select(Node)])
        {
            Open = container.Kind == "domain",
            Detail = container.Accounts > 0 ? container.Accounts.ToString("N0", CultureInfo.InvariantCulture) : "",
            Users = UserPick.AllBelow(container.Dn),
        };
    }

    private static Icon IconOf(string kind) => kind switch
    {
        "domain" => new Icons.Regular.Size20.Globe(),
        "ou" => new Icons.Regular.Size20.FolderPeople(),
        _ => new Icons.Regular.Size20.Folder(),
    };
}
