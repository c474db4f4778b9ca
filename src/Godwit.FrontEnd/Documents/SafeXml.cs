using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Godwit.FrontEnd.Documents;

/// <summary>Reads XML that strangers sent: no DTD, no entities, nothing fetched, not deeper and not longer than anything that clients send.</summary>
public static class SafeXml
{
    /// <summary>The deepest document of the known clients has 12 levels.</summary>
    public const int MaxDepth = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 1024 * 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = false,
    };

    /// <summary>False with one sentence that says what is wrong and where.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out XElement? root, [NotNullWhen(false)] out string? problem)
    {
        root = null;
        problem = null;
        if (body.IsEmpty)
        {
            problem = "The request has no body";
            return false;
        }

        try
        {
            if (Depth(body) <= MaxDepth)
            {
                using var reader = Open(body);
                root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
                return true;
            }

            problem = $"The XML body is nested deeper than {MaxDepth} elements";
        }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.Ordinal))
        {
            problem = "The XML body has a DTD: document types and entities are not accepted";
        }
        catch (XmlException e)
        {
            problem = $"The body is not well-formed XML at line {e.LineNumber}, position {e.LinePosition}";
        }
        catch (DecoderFallbackException)
        {
            problem = "The body is not text in the encoding that it names";
        }
        catch (NotSupportedException)
        {
            problem = "The body is not text in an encoding that is known here: use UTF-8";
        }

        return false;
    }

    /// <summary>The first child of that local name; clients differ in namespaces and prefixes.</summary>
    public static XElement? Child(this XElement? element, string name)
    {
        if (element is null) return null;
        foreach (var child in element.Elements())
            if (child.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase)) return child;
        return null;
    }

    public static IEnumerable<XElement> Children(this XElement? element, string name) =>
        element?.Elements().Where(child => child.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? [];

    /// <summary>An attribute by local name: some clients write <c>m:uri</c>, some <c>uri</c>.</summary>
    public static string? Attr(this XElement? element, string name)
    {
        if (element is null) return null;
        foreach (var attribute in element.Attributes())
            if (!attribute.IsNamespaceDeclaration && attribute.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase)) return attribute.Value;
        return null;
    }

    /// <summary>The element as XML that stands alone: prefixes that an ancestor declared are declared on it.</summary>
    public static string Alone(this XElement element) => element.ToString(SaveOptions.DisableFormatting);

    private static int Depth(ReadOnlyMemory<byte> body)
    {
        using var reader = Open(body);
        var deepest = 0;
        while (deepest <= MaxDepth && reader.Read()) deepest = Math.Max(deepest, reader.Depth);
        return deepest;
    }

    private static XmlReader Open(ReadOnlyMemory<byte> body) => MemoryMarshal.TryGetArray(body, out var bytes)
        ? XmlReader.Create(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), Settings)
        : XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), Settings);
}
