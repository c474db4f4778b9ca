using System.Globalization;

namespace Godwit.Pool.ClientVersions;

/// <summary>A rule's version: four numbers, of which any may be left open: <c>2.0.6362.*</c>. Null = open.</summary>
public readonly record struct VersionPattern(int? Major, int? Minor, int? Build, int? Qfe)
{
    /// <summary>Every version, and products that name none.</summary>
    public static readonly VersionPattern Any = new(null, null, null, null);

    public bool IsAny => this == Any;

    /// <summary>One to four parts, each a number or <c>*</c>; parts that are missing are open.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out VersionPattern pattern)
    {
        pattern = Any;
        Span<int?> parts = [null, null, null, null];
        var count = 0;
        foreach (var range in text.Split('.'))
        {
            if (count == 4) return false;
            var part = text[range];
            if (part is not "*")
            {
                if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
                parts[count] = number;
            }

            count++;
        }

        pattern = new VersionPattern(parts[0], parts[1], parts[2], parts[3]);
        return true;
    }

    /// <summary>
    /// Parts are compared from the left, the open ones left out: 2.0.6362.189 is equal to 2.0.6362.*, not less than 2.0.6362.*, and less than 2.0.6363.*.
    /// </summary>
    public bool Holds(ClientVersion version, VersionComparison comparison)
    {
        var order = Order(version);
        return comparison switch
        {
            VersionComparison.Less => order < 0,
            VersionComparison.LessOrEqual => order <= 0,
            VersionComparison.Equal => order == 0,
            VersionComparison.GreaterOrEqual => order >= 0,
            _ => order > 0,
        };
    }

    public override string ToString() => $"{Text(Major)}.{Text(Minor)}.{Text(Build)}.{Text(Qfe)}";

    private int Order(ClientVersion version)
    {
        if (Major is { } major && version.Major.CompareTo(major) is not 0 and var byMajor) return byMajor;
        if (Minor is { } minor && version.Minor.CompareTo(minor) is not 0 and var byMinor) return byMinor;
        if (Build is { } build && version.Build.CompareTo(build) is not 0 and var byBuild) return byBuild;
        return Qfe is { } qfe ? version.Qfe.CompareTo(qfe) : 0;
    }

    private static string Text(int? part) => part?.ToString(CultureInfo.InvariantCulture) ?? "*";
}
