using Godwit.Admin.Pools;

namespace Godwit.PowerShell.Objects;

/// <summary>A pool as Get-CsPool shows it.</summary>
public sealed class CsPool
{
    internal CsPool(PoolView pool)
    {
        Fqdn = pool.Fqdn;
        Generation = pool.Generation;
        Edition = pool.Edition;
        Users = pool.Users;
        SignedIn = pool.SignedIn;
        State = pool.State;
        Listeners = pool.Listeners;
        Warnings = pool.Warnings;
    }

    public string Identity => Fqdn;

    public string Fqdn { get; }

    public string Generation { get; }

    public string Edition { get; }

    public int Users { get; }

    public int SignedIn { get; }

    public string State { get; }

    public IReadOnlyList<string> Listeners { get; }

    public IReadOnlyList<string> Warnings { get; }

    public override string ToString() => Fqdn;
}
