using System.Globalization;
using Godwit.Moves.Vault;

namespace Godwit.Server.Configuration;

internal static class VaultValidator
{
    private const int MostSeconds = 86_400;

    public static VaultOptions Check(VaultConfig? vault, ConfigProblems problems)
    {
        var usual = new VaultOptions();
        if (vault is null) return usual;
        if (vault.Interval is < 0 or > MostSeconds)
            problems.Add("vault.interval", vault.Interval.Value.ToString(CultureInfo.InvariantCulture), "is out of range",
                $"write seconds from 1 to {MostSeconds}, 0 for no vault, or leave it out for {(int)usual.Interval.TotalSeconds}");
        return usual with { Interval = vault.Interval is { } seconds ? TimeSpan.FromSeconds(seconds) : usual.Interval, TellUsers = vault.TellUsers ?? usual.TellUsers };
    }
}
