using System.Text;
using System.Xml;

namespace Godwit.Files.Xml;

/// <summary>How our XML files are written: an element a line; the same data gives the same bytes.</summary>
internal static class XmlStyle
{
    /// <summary>With the byte order mark that goes with it, as the originals write.</summary>
    public static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);

    public static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static XmlWriter Write(Stream file, Encoding encoding) => XmlWriter.Create(file, new XmlWriterSettings
    {
        Encoding = encoding,
        Indent = true,
        IndentChars = "  ",
        NewLineChars = "\r\n",
        // What a value has of line ends is read as it was written.
        NewLineHandling = NewLineHandling.Entitize,
        NamespaceHandling = NamespaceHandling.OmitDuplicates,
        CloseOutput = false,
    });

    /// <summary>An element that was taken over as text, where the writer is now.</summary>
    public static void WriteWhole(this XmlWriter xml, string element)
    {
        using var parts = XmlReader.Create(new StringReader(element), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ConformanceLevel = ConformanceLevel.Fragment });
        xml.WriteNode(parts, false);
    }
}
