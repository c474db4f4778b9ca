using System.Globalization;

namespace Godwit.Pool.ClientVersions;

/// <summary>The version of a product in a User-Agent: <c>3.5.6907.0</c> ([MS-SIPREGE] §3.4.1.5.1); parts that are missing are 0.</summary>
public readonly record struct ClientVersion(int Major, int Minor, int Build, int Qfe)
{
    /// <summary>One to four decimal parts with dots between; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ClientVersion version)
    {
        version = default;
        Span<int> parts = [0, 0, 0, 0];
        var count = 0;
        foreach (var range in text.Split('.'))
        {
            if (count == 4 || !int.TryParse(text[range], NumberStyles.None, CultureInfo.InvariantCulture, out parts[count])) return false;
            count++;
        }

        version = new ClientVersion(parts[0], parts[1], parts[2], parts[3]);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Build}.{Qfe}");
}
