using System.Text;
using System.Xml;

namespace Godwit.Files.Xml;

/// <summary>
/// An XML file, one node after another. No DTDs, no entities but the five, nothing from elsewhere, any encoding that its first line names. Whatever is wrong with it is a
/// <see cref="FileBrokenException"/> with line and column.
/// </summary>
internal sealed class RecordXml : IDisposable
{
    private readonly GuardedStream _guard;
    private readonly XmlReader _xml;
    private readonly IXmlLineInfo _place;

    // Files of the nineties name windows-1252 and the like.
    static RecordXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public RecordXml(Stream file, FileLimits limits)
    {
        _guard = new GuardedStream(file, limits.TokenBytes);
        try
        {
            _xml = XmlReader.Create(_guard, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                IgnoreWhitespace = true,
            });
        }
        catch (XmlException e)
        {
            throw Broken(e);
        }
        _place = (IXmlLineInfo)_xml;
    }

    public XmlReader Node => _xml;

    public long Line => _place.LineNumber;

    /// <summary>To the next node; false at the end of the file.</summary>
    public bool Read()
    {
        _guard.Refill();
        try
        {
            return _xml.Read();
        }
        catch (XmlException e)
        {
            throw Broken(e);
        }
        catch (Exception e) when (e is ValueTooLongException or NotSupportedException or InvalidDataException or DecoderFallbackException)
        {
            throw new FileBrokenException(_place.LineNumber, _place.LinePosition, e.Message, e);
        }
    }

    /// <summary>To the next element that is a child of the one at <paramref name="depth"/>; false when that has ended, and its end is where we are.</summary>
    public bool NextChild(int depth)
    {
        while (true)
        {
            if (_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth) return false;
            if (_xml.NodeType == XmlNodeType.Element && _xml.Depth == depth && _xml.IsEmptyElement) return false;
            if (!Read()) return false;
            if (_xml.NodeType == XmlNodeType.Element && _xml.Depth == depth + 1) return true;
        }
    }

    /// <summary>Past the rest of the element we are at, to its end; its parts are not kept.</summary>
    public void Skip()
    {
        if (_xml.NodeType != XmlNodeType.Element || _xml.IsEmptyElement) return;
        SkipTo(_xml.Depth);
    }

    /// <summary>To the end of the element at that depth, wherever in it we are.</summary>
    public void SkipTo(int depth)
    {
        if (_xml.NodeType == XmlNodeType.Element && _xml.Depth == depth && _xml.IsEmptyElement) return;
        while (!(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth) && Read())
        {
        }
    }

    /// <summary>The text in the element we are at, to its end; elements in it do not count.</summary>
    public string Text()
    {
        if (_xml.IsEmptyElement) return "";
        var depth = _xml.Depth;
        string? first = null;
        StringBuilder? more = null;
        while (Read() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            if (_xml.Depth != depth + 1 || _xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)) continue;
            if (first is null) first = _xml.Value;
            else (more ??= new StringBuilder(first)).Append(_xml.Value);
        }
        return more?.ToString() ?? first ?? "";
    }

    /// <summary>All of the element we are at, as text; to its end.</summary>
    public string Whole()
    {
        var depth = _xml.Depth;
        var text = new StringBuilder();
        using (var copy = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, NamespaceHandling = NamespaceHandling.OmitDuplicates, NewLineHandling = NewLineHandling.Entitize }))
        {
            do CopyNode(copy);
            while (!IsEndOf(depth) && Read());
        }
        return text.ToString();
    }

    public void Dispose() => _xml.Dispose();

    private bool IsEndOf(int depth) =>
        _xml.Depth == depth && (_xml.NodeType == XmlNodeType.EndElement || (_xml.NodeType == XmlNodeType.Element && _xml.IsEmptyElement));

    private void CopyNode(XmlWriter copy)
    {
        switch (_xml.NodeType)
        {
            case XmlNodeType.Element:
                copy.WriteStartElement(_xml.Prefix, _xml.LocalName, _xml.NamespaceURI);
                copy.WriteAttributes(_xml, false);
                if (_xml.IsEmptyElement) copy.WriteEndElement();
                break;
            case XmlNodeType.EndElement: copy.WriteEndElement(); break;
            case XmlNodeType.Text or XmlNodeType.SignificantWhitespace: copy.WriteString(_xml.Value); break;
            case XmlNodeType.CDATA: copy.WriteCData(_xml.Value); break;
        }
    }

    private static FileBrokenException Broken(XmlException e) => new(e.LineNumber, e.LinePosition, Sentence(e), e);

    /// <summary>Without the place, which is said apart.</summary>
    private static string Sentence(XmlException e)
    {
        var at = e.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return at > 0 ? e.Message[..at] : e.Message;
    }
}
