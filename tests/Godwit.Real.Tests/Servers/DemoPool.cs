using System.Globalization;

namespace Godwit.Real.Tests.Servers;

/// <summary>A pool of the demo: its FQDN and where it listens, counted from the port base.</summary>
public sealed record DemoPool(string Fqdn, int Offset)
{
    public static readonly DemoPool Lcs = new("lcs01.godwit.test", 0);
    public static readonly DemoPool Ocs = new("ocs07.godwit.test", 10);
    public static readonly DemoPool R2 = new("r2pool.godwit.test", 20);

    public static DemoPool Of(string fqdn) => new[] { Lcs, Ocs, R2 }.Single(p => p.Fqdn.StartsWith(fqdn, StringComparison.Ordinal));

    /// <summary><paramref name="transport"/>: tcp or tls.</summary>
    public int Port(int portBase, string transport) => portBase + Offset + (transport == "tls" ? 1 : 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Fqdn}+{Offset}");
}
