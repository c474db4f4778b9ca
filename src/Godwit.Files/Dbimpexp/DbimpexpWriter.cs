using System.Xml;
using Godwit.Files.Xml;

namespace Godwit.Files.Dbimpexp;

/// <summary>A file as Dbimpexp.exe writes it: UTF-16 with byte order mark.</summary>
public sealed class DbimpexpWriter : IUserFileWriter
{
    private readonly XmlWriter _xml;

    public DbimpexpWriter(Stream file)
    {
        _xml = XmlStyle.Write(file, XmlStyle.Utf16);
        _xml.WriteStartElement(Names.Users, Names.Namespace);
    }

    public void Write(FileUser user)
    {
        HomedResourceWriter.Write(_xml, user);
        _xml.Flush();
    }

    public void End()
    {
        _xml.WriteFullEndElement();
        _xml.Flush();
    }

    public void Dispose() => _xml.Dispose();
}
