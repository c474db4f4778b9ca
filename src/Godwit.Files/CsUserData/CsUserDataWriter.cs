using System.IO.Compression;
using System.Xml;
using Godwit.Files.Dbimpexp;
using Godwit.Files.Xml;

namespace Godwit.Files.CsUserData;

/// <summary>The zip of Export-CsUserData: an OPC package with DocItemSet.xml, a DocItem a user.</summary>
public sealed class CsUserDataWriter : IUserFileWriter
{
    public const string Document = "DocItemSet.xml";

    /// <summary>Of a contact list ("local contact data") in the name of a DocItem.</summary>
    public const string Mark = "urn:lcd:";

    // The first day that a zip knows: the same data gives the same bytes.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly Stream _document;
    private readonly XmlWriter _xml;

    public CsUserDataWriter(Stream file)
    {
        _zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        using (var types = new StreamWriter(Begin("[Content_Types].xml"), XmlStyle.Utf8))
            types.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"text/xml\" /></Types>");
        _document = Begin(Document);
        _xml = XmlStyle.Write(_document, XmlStyle.Utf8);
        _xml.WriteStartElement("DocItemSet");
    }

    public void Write(FileUser user)
    {
        _xml.WriteStartElement("DocItem");
        _xml.WriteAttributeString("Name", Mark + user.Address.Value);
        _xml.WriteStartElement("Data");
        HomedResourceWriter.Write(_xml, user);
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.Flush();
    }

    public void End()
    {
        _xml.WriteFullEndElement();
        _xml.Flush();
        _xml.Dispose();
        _document.Dispose();
        _zip.Dispose();
    }

    public void Dispose()
    {
        // An export that broke off leaves no whole zip, and must not look like one.
        _xml.Dispose();
    }

    private Stream Begin(string name)
    {
        var entry = _zip.CreateEntry(name);
        entry.LastWriteTime = Always;
        return entry.Open();
    }
}
