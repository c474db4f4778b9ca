using System.Globalization;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Plain;

/// <summary>docs/plain-clients.md: the clients of these tests are set up with what it shows, so that it stays true.</summary>
internal static class Page
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Places.Root, "docs", "plain-clients.md"));

    /// <summary>The first block of that kind, for this account in the place of alice's, in the folder of its client.</summary>
    public static string Block(string kind, Account account, string folder)
    {
        var start = Text.IndexOf($"```{kind}\n", StringComparison.Ordinal) + kind.Length + 4;
        var port = account.Pool.Port(account.Server.PortBase, account.Transport).ToString(CultureInfo.InvariantCulture);
        return Text[start..Text.IndexOf("```", start, StringComparison.Ordinal)]
            .Replace("alice", account.User, StringComparison.Ordinal)
            .Replace("PASSWORD", account.Password, StringComparison.Ordinal)
            .Replace(":5061", ":" + port, StringComparison.Ordinal)
            .Replace("transport=tls", "transport=" + account.Transport, StringComparison.Ordinal)
            .Replace("authority.crt", Path.Combine(folder, "authority.crt"), StringComparison.Ordinal);
    }
}
