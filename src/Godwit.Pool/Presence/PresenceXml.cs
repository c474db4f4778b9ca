using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Godwit.Pool.Presence;

/// <summary>Reads and writes the small XML pieces inside categories and userInfo. What was written by a client is kept as it came; this only looks into it.</summary>
internal static class PresenceXml
{
    public static readonly XNamespace State = "http://schemas.microsoft.com/2006/09/sip/state";
    public static readonly XNamespace Note = "http://schemas.microsoft.com/2006/09/sip/note";
    public static readonly XNamespace Calendar = "http://schemas.microsoft.com/2006/09/sip/calendarData";
    public static readonly XNamespace ContactCard = "http://schemas.microsoft.com/2006/09/sip/contactcard";
    public static readonly XNamespace Legacy = "http://schemas.microsoft.com/2002/09/sip/presence";
    public static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 1 << 20 };

    /// <summary>Null when the text is no XML element.</summary>
    public static XElement? TryParse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static string Write(XElement element) => element.ToString(SaveOptions.DisableFormatting);

    /// <summary>An element that says its xsi:type and stands alone: the prefix is declared on it.</summary>
    public static XElement Typed(XName name, string type, params object?[] content) =>
        new(name, new XAttribute(XNamespace.Xmlns + "xsi", Xsi.NamespaceName), new XAttribute(Xsi + "type", type), content);

    /// <summary>The xsi:type without its prefix; null when there is none.</summary>
    public static string? TypeOf(XElement element) =>
        element.Attribute(Xsi + "type")?.Value is { } type ? type[(type.LastIndexOf(':') + 1)..] : null;

    /// <summary>By local name, because clients differ in namespaces and prefixes.</summary>
    public static XElement? Child(this XElement? element, string name) => element?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    public static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary><c>2026-11-23T01:08:48Z</c></summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
