using System.Globalization;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Clients;

/// <summary>What a User-Agent says about a client: <c>UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)</c>.</summary>
public static class ProductTokens
{
    /// <summary>Product names with the first version that speaks categories (2007); those of 0 never do.</summary>
    private static readonly (string Name, int NewFrom)[] Products =
    [
        ("OC", 2), ("UCCP", 2), ("UCCAPI", 2), ("CWA", 2), ("COMO", 2), ("LCC", 2), ("RTC", 2), ("RTCC", 2), ("LMC", 2), ("WM", int.MaxValue),
    ];

    /// <summary>By the application's own token where there is one; else by what the client says it supports.</summary>
    /// <param name="userAgent">The User-Agent header, or "".</param>
    /// <param name="supportsCategories">REGISTER has Supported: msrtc-event-categories.</param>
    public static ClientGeneration GenerationOf(ReadOnlySpan<char> userAgent, bool supportsCategories)
    {
        var sipe = false;
        ClientGeneration? found = null;
        foreach (var range in userAgent.Split(' '))
        {
            // "Microsoft Communicator 1.0" of 2005 stands in a comment, without a slash.
            if (userAgent[range].EndsWith("Communicator", StringComparison.OrdinalIgnoreCase) && userAgent[range.End..].TrimStart(' ').StartsWith("1.0", StringComparison.Ordinal))
                found ??= ClientGeneration.Old;
            var product = userAgent[range].Trim("()");
            var slash = product.IndexOf('/');
            if (slash <= 0) continue;
            sipe |= product[..slash].Equals("Sipe", StringComparison.OrdinalIgnoreCase);
            if (NewFrom(product[..slash]) is not { } from || Major(product[(slash + 1)..]) is not { } major) continue;
            found = major >= from || found == ClientGeneration.New ? ClientGeneration.New : ClientGeneration.Old;
        }

        return found ?? (sipe ? ClientGeneration.Both : supportsCategories ? ClientGeneration.New : ClientGeneration.Old);
    }

    /// <param name="userAgent">The User-Agent header, or "".</param>
    /// <param name="supportsBoth">REGISTER claims the 2005 and the 2007 form of presence at once, which only SIPE does, whatever it calls itself.</param>
    public static ClientFamily FamilyOf(ReadOnlySpan<char> userAgent, bool supportsBoth)
    {
        if (supportsBoth || userAgent.Contains("Sipe/", StringComparison.OrdinalIgnoreCase)) return ClientFamily.Sipe;
        foreach (var range in userAgent.Split(' '))
        {
            var product = userAgent[range].Trim("()");
            if (product.IndexOf('/') is > 0 and var slash && NewFrom(product[..slash]) is not null) return ClientFamily.Communicator;
        }

        return userAgent.Contains("Communicator", StringComparison.OrdinalIgnoreCase) ? ClientFamily.Communicator : ClientFamily.Plain;
    }

    private static int? NewFrom(ReadOnlySpan<char> name)
    {
        foreach (var (product, from) in Products)
            if (name.Equals(product, StringComparison.OrdinalIgnoreCase)) return from;
        return null;
    }

    private static int? Major(ReadOnlySpan<char> version)
    {
        var end = version.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? version : version[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}
