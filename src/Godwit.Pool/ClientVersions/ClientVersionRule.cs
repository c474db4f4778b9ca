namespace Godwit.Pool.ClientVersions;

/// <summary>One line of a pool's client version filter (MSFT_SIPClientVersionFilterData).</summary>
/// <param name="Id">Names the rule in its pool.</param>
/// <param name="UserAgent">The product's token: LCC, RTC, RTCC, UCCP, OC, WM, CWA, COMO, LMC, or any other.</param>
/// <param name="Url">Where a newer client is, of the actions that tell it; else null.</param>
/// <param name="Enabled">False = it stands in the list and does nothing.</param>
public sealed record ClientVersionRule(
    int Id, string UserAgent, VersionPattern Version, VersionComparison Comparison, ClientVersionAction Action, string? Url, bool Enabled = true)
{
    /// <summary>The platform's token changed its name with OCS 2007 R2: UCCP, then UCCAPI. A rule on the old name means both.</summary>
    private const string Platform = "UCCP";
    private const string PlatformR2 = "UCCAPI";

    /// <summary>Is this a client that the rule is about? A product without a version that can be read is met only by a rule on any version.</summary>
    public bool Matches(ReadOnlySpan<char> userAgent)
    {
        var products = new ClientProducts(userAgent);
        while (products.Next())
        {
            if (!IsNamed(products.Name)) continue;
            if ((ClientVersion.TryParse(products.Version, out var version) || Version.IsAny) && Version.Holds(version, Comparison)) return true;
        }

        return false;
    }

    private bool IsNamed(ReadOnlySpan<char> product) =>
        product.Equals(UserAgent, StringComparison.OrdinalIgnoreCase)
        || (UserAgent.Equals(Platform, StringComparison.OrdinalIgnoreCase) && product.Equals(PlatformR2, StringComparison.OrdinalIgnoreCase));
}
