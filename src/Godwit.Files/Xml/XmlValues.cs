using System.Globalization;
using System.Text;
using System.Xml;

namespace Godwit.Files.Xml;

/// <summary>Values that XML has no place for as they are: they are written in base64, under a name that says so.</summary>
internal static class XmlValues
{
    private const string Encoded = "Base64";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string ToBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Null when it is not base64 of UTF-8 text.</summary>
    public static string? FromBase64(string text)
    {
        if (text.Length % 4 != 0) return null;
        var bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) return null;
        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static void WriteAttribute(XmlWriter xml, string name, string value)
    {
        if (IsLegal(value)) xml.WriteAttributeString(name, value);
        else xml.WriteAttributeString(name + Encoded, ToBase64(value));
    }

    /// <summary>Null when it is not there.</summary>
    public static string? Attribute(XmlReader xml, string name) =>
        xml.GetAttribute(name) ?? (xml.GetAttribute(name + Encoded) is { } encoded ? FromBase64(encoded) : null);

    public static bool IsAttribute(string found, string name) =>
        found.StartsWith(name, StringComparison.Ordinal) && (found.Length == name.Length || found.AsSpan(name.Length).SequenceEqual(Encoded));

    /// <summary>The text of the element that was begun, and its end. After its attributes.</summary>
    public static void WriteText(XmlWriter xml, string text)
    {
        // Blanks alone, or at an end, are not safe from those who make XML pretty.
        if (IsLegal(text) && text.AsSpan().Trim().Length == text.Length)
        {
            xml.WriteString(text);
        }
        else
        {
            xml.WriteAttributeString("Encoding", "base64");
            xml.WriteString(ToBase64(text));
        }
        xml.WriteEndElement();
    }

    /// <summary>What <see cref="WriteText"/> wrote, to the end of the element; null when it is no base64 though it says so.</summary>
    public static string? ReadText(RecordXml xml)
    {
        var encoded = xml.Node.GetAttribute("Encoding") == "base64";
        var text = xml.Text();
        return encoded ? FromBase64(text.Trim()) : text;
    }

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static int? Number(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static long? Long(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsLegal(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) continue;
            if (i + 1 >= text.Length || !XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) return false;
            i++;
        }
        return true;
    }
}
