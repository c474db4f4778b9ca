namespace Godwit.Console.Tree;

/// <summary>The address of each place of the console: what a bookmark keeps.</summary>
public static class Places
{
    public const string Forest = "/";
    public const string AllUsers = "/users";
    public const string Enterprise = "/pools/enterprise";
    public const string Standard = "/pools/standard";
    public const string Earlier = "/pools/earlier";
    public const string Unassigned = "/unassigned";
    public const string Moves = "/moves";
    public const string Plans = "/plans";
    public const string Administrators = "/administrators";
    public const string Tokens = Administrators + "/tokens";
    public const string Audit = "/audit";
    public const string Directory = "/directory";

    public static string Pool(string fqdn) => "/pool/" + Uri.EscapeDataString(fqdn);

    public static string FrontEnds(string fqdn) => Pool(fqdn) + "/front-ends";

    public static string Users(string fqdn) => Pool(fqdn) + "/users";

    public static string Filtering(string fqdn) => Pool(fqdn) + "/filtering";

    public static string Settings(string fqdn) => Pool(fqdn) + "/settings";

    public static string Found(string text) => AllUsers + "?find=" + Uri.EscapeDataString(text);

    public static string Move(string id) => Moves + "/" + Uri.EscapeDataString(id);

    public static string Plan(string id) => Plans + "/" + Uri.EscapeDataString(id);

    public static string Container(string dn) => Directory + "?container=" + Uri.EscapeDataString(dn);

    /// <summary>The node of a page, or, when the tree does not have it, the one above it: the page's address without what was looked for there.</summary>
    public static IReadOnlyList<string> NodesOf(Uri page)
    {
        var path = page.AbsolutePath;
        if (path == AllUsers) return [Forest];
        if (path == Directory && System.Web.HttpUtility.ParseQueryString(page.Query)["container"] is { Length: > 0 } dn) return [Container(dn), Directory];
        return path.LastIndexOf('/') is > 0 and var end ? [path, path[..end]] : [path];
    }
}
