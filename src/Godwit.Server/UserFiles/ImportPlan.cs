using Godwit.Admin.Files;
using Godwit.Files;
using Godwit.Files.Merging;
using Godwit.Pool.Users;

namespace Godwit.Server.UserFiles;

/// <summary>An import as it was asked for, and found to make sense.</summary>
/// <param name="Pool">Where users are added who are not there yet; null = nowhere.</param>
/// <param name="Only">Of all that the file has, only this user.</param>
/// <param name="Home">Of all that the file has, only users who are homed there.</param>
internal sealed record ImportPlan(FileFormat Format, ImportMode Mode, bool Test, string? Pool, string Password, SipAddress? Only, string? Home, RenameMap Renames)
{
    public bool Wants(SipAddress? user, ForestView forest) =>
        (Only is not { } only || user == only)
        && (Home is null || (user is { } homed && string.Equals(forest.Find(homed)?.HomePool, Home, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The plan, or one sentence that says what is wrong with the order.</summary>
    public static (ImportPlan? Plan, string Problem) Of(ImportOrder order, Stream file, ForestView forest)
    {
        ImportMode? mode = order.Mode switch { "merge" => ImportMode.Merge, "replace" => ImportMode.Replace, _ => null };
        if (mode is null) return (null, $"'{order.Mode}' is no mode: merge or replace");
        var format = order.Format == "auto" ? FileFormats.Detect(file) : FileFormats.Named(order.Format);
        if (format is null)
            return (null, order.Format == "auto" ? $"The file is of no known format; the formats are {FileFormats.Names}" : $"'{order.Format}' is no format; the formats are {FileFormats.Names}");
        if (order.Pool.Length > 0 && forest.FindPool(order.Pool) is null) return (null, $"There is no pool {order.Pool}");
        if (order.Home.Length > 0 && forest.FindPool(order.Home) is null) return (null, $"There is no pool {order.Home}");
        SipAddress? only = null;
        if (order.User.Length > 0)
        {
            if (!SipAddress.TryParse(order.User, out var user)) return (null, $"'{order.User}' is not a SIP address like alice@example.org");
            only = user;
        }
        var renames = new RenameMap();
        foreach (var entry in order.Renames)
            if (renames.Add(entry.Old, entry.New) is { } wrong) return (null, wrong);
        return (new ImportPlan(format.Value, mode.Value, order.Test, forest.FindPool(order.Pool)?.Fqdn, order.Password, only, forest.FindPool(order.Home)?.Fqdn, renames), "");
    }
}
