using System.IO.Compression;
using System.Xml;
using Godwit.Files.Dbimpexp;
using Godwit.Files.Xml;

namespace Godwit.Files.CsUserData;

/// <summary>The zip of Export-CsUserData, or its DocItemSet.xml alone. Items that are no user's (conference directories) are passed over.</summary>
public sealed class CsUserDataReader(FileLimits limits) : IUserFileReader
{
    public IEnumerable<FileRecord> Read(Stream file)
    {
        if (!IsZip(file))
        {
            foreach (var record in ReadDocument(file)) yield return record;
            yield break;
        }
        using var zip = Open(file);
        using var document = (zip.GetEntry(CsUserDataWriter.Document) ?? throw new FileBrokenException(0, 0, $"There is no {CsUserDataWriter.Document} in the zip")).Open();
        foreach (var record in ReadDocument(document)) yield return record;
    }

    internal static bool IsZip(Stream file)
    {
        Span<byte> start = stackalloc byte[2];
        var read = file.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && start[0] == 'P' && start[1] == 'K';
    }

    internal static ZipArchive Open(Stream file)
    {
        try
        {
            return new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException e)
        {
            throw new FileBrokenException(0, 0, e.Message, e);
        }
    }

    private IEnumerable<FileRecord> ReadDocument(Stream document)
    {
        using var xml = new RecordXml(document, limits);
        var users = new HomedResourceReader(xml, limits);
        var named = "";
        while (xml.Read())
        {
            if (xml.Node.NodeType != XmlNodeType.Element) continue;
            if (xml.Node.LocalName == "DocItem") named = xml.Node.GetAttribute("Name") ?? "";
            else if (xml.Node.LocalName == "HomedResource") yield return users.Read(named.StartsWith(CsUserDataWriter.Mark, StringComparison.OrdinalIgnoreCase) ? named[CsUserDataWriter.Mark.Length..] : named);
        }
    }
}
