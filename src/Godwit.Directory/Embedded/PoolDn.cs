using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>The distinguished name by which users name their home.</summary>
public static class PoolDn
{
    /// <summary><c>lcs01.godwit.test</c> → <c>CN=LC Services,CN=Microsoft,CN=lcs01,CN=Pools,CN=RTC Service,CN=Microsoft,CN=System,DC=godwit,DC=test</c></summary>
    public static string Of(string fqdn)
    {
        var labels = fqdn.Split('.');
        var root = string.Concat(labels.Skip(1).Select(label => ",DC=" + DistinguishedName.Escape(label)));
        return $"CN=LC Services,CN=Microsoft,CN={DistinguishedName.Escape(labels[0])},CN=Pools,CN=RTC Service,CN=Microsoft,CN=System{root}";
    }
}
