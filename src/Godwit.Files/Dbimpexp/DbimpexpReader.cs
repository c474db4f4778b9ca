using System.Xml;
using Godwit.Files.Xml;

namespace Godwit.Files.Dbimpexp;

/// <summary>The file of Dbimpexp.exe: HomedResources with a HomedResource a user. Elements beside those are passed over.</summary>
public sealed class DbimpexpReader(FileLimits limits) : IUserFileReader
{
    public IEnumerable<FileRecord> Read(Stream file)
    {
        using var xml = new RecordXml(file, limits);
        var users = new HomedResourceReader(xml, limits);
        var root = false;
        while (xml.Read())
        {
            if (xml.Node.NodeType != XmlNodeType.Element) continue;
            if (!root && xml.Node.LocalName != Names.Users) throw new FileBrokenException(xml.Line, 1, $"A Dbimpexp file begins with {Names.Users}, not with {xml.Node.LocalName}");
            root = true;
            if (xml.Node.LocalName == Names.User) yield return users.Read();
        }
    }
}
