namespace Godwit.Real.Tests.Hosts;

/// <summary>What is put between, or below, the hosts.</summary>
[Flags]
public enum TwoHostsOptions
{
    None = 0,

    /// <summary>The pool host reaches the management over <see cref="TwoHosts.Cable"/>.</summary>
    Cable = 1,

    /// <summary>The pool host's data lies on <see cref="TwoHosts.Disk"/>.</summary>
    SmallDisk = 2,

    /// <summary>The pools reach each other over <see cref="TwoHosts.Trunks"/>.</summary>
    Trunks = 4,
}
