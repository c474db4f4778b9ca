using Godwit.Admin.Connections;

namespace Godwit.Cli.Servers;

internal static class ProfileNames
{
    /// <summary>None when the profiles can't be read: the verb that needs them says why.</summary>
    public static IReadOnlyList<string> All()
    {
        try
        {
            return [.. ProfileFile.OfThisUser.Read().Profiles.Keys.Order(StringComparer.Ordinal)];
        }
        catch (ProfileException)
        {
            return [];
        }
    }
}
