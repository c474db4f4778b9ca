namespace Godwit.PowerShell.Objects;

/// <summary>The words of the originals for actions, and those of the API.</summary>
internal static class ClientVersionWords
{
    private static readonly (string Api, string Shell)[] Actions =
        [("allow", "Allow"), ("allow-with-url", "AllowWithUrl"), ("block", "Block"), ("block-with-url", "BlockWithUrl")];

    /// <summary>What is not known here is shown as it is.</summary>
    public static string Named(string api) => Actions.FirstOrDefault(a => a.Api == api).Shell ?? api;

    public static string ForApi(string shell) => Actions.FirstOrDefault(a => a.Shell.Equals(shell, StringComparison.OrdinalIgnoreCase)).Api ?? shell;
}
