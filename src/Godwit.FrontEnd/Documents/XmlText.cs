using System.Globalization;
using System.Text;
using System.Xml;

namespace Godwit.FrontEnd.Documents;

/// <summary>Writes XML as text. Escapes what must be, and leaves out characters that XML cannot hold.</summary>
internal static class XmlText
{
    /// <summary><c> name="value"</c></summary>
    public static StringBuilder Attribute(this StringBuilder xml, string name, string? value)
    {
        xml.Append(' ').Append(name).Append("=\"");
        return xml.Escaped(value).Append('"');
    }

    public static StringBuilder Attribute(this StringBuilder xml, string name, long value) =>
        xml.Append(CultureInfo.InvariantCulture, $" {name}=\"{value}\"");

    /// <summary><c>&lt;name&gt;value&lt;/name&gt;</c></summary>
    public static StringBuilder Element(this StringBuilder xml, string name, string? value)
    {
        xml.Append('<').Append(name).Append('>');
        return xml.Escaped(value).Append("</").Append(name).Append('>');
    }

    public static StringBuilder Escaped(this StringBuilder xml, string? value)
    {
        if (value is null) return xml;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '&': xml.Append("&amp;"); break;
                case '<': xml.Append("&lt;"); break;
                case '>': xml.Append("&gt;"); break;
                case '"': xml.Append("&quot;"); break;
                case '\r' or '\n' or '\t': xml.Append(CultureInfo.InvariantCulture, $"&#{(int)c};"); break;
                case var _ when char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]):
                    xml.Append(c).Append(value[++i]);
                    break;
                case var _ when XmlConvert.IsXmlChar(c): xml.Append(c); break;
            }
        }

        return xml;
    }

    /// <summary><c>2026-11-23T01:08:48Z</c></summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
