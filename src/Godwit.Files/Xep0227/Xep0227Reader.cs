using System.IO.Compression;
using System.Xml;
using Godwit.Files.Xml;

namespace Godwit.Files.Xep0227;

/// <summary>
/// XMPP servers' users (XEP-0227): rosters with groups and subscriptions, block lists and privacy lists. One file, or a zip of the files that a server wrote, which include
/// each other. Mail, vCards and the like have no place here and are passed over.
/// </summary>
public sealed class Xep0227Reader(FileLimits limits) : IUserFileReader
{
    private const int DeepestInclude = 4;

    public IEnumerable<FileRecord> Read(Stream file)
    {
        if (!CsUserData.CsUserDataReader.IsZip(file)) return ReadPart(file, "", "", null, 0);
        return ReadZip(file);
    }

    private IEnumerable<FileRecord> ReadZip(Stream file)
    {
        using var zip = CsUserData.CsUserDataReader.Open(file);
        var files = zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)).OrderBy(e => e.FullName, StringComparer.Ordinal).ToList();
        // What another file includes is read there, where it is known which host it is of.
        var included = files.SelectMany(Includes).ToHashSet(StringComparer.Ordinal);
        foreach (var top in files.Where(f => !included.Contains(f.FullName)))
        {
            using var part = top.Open();
            foreach (var record in ToItsBreak(ReadPart(part, top.FullName, "", zip, 0), top.FullName)) yield return record;
        }
    }

    private List<string> Includes(ZipArchiveEntry entry)
    {
        var found = new List<string>();
        using var part = entry.Open();
        try
        {
            using var xml = new RecordXml(part, limits);
            while (xml.Read())
                if (xml.Node.NodeType == XmlNodeType.Element && xml.Node.LocalName == "include" && xml.Node.NamespaceURI == XmppNames.Include)
                    found.Add(PathOf(xml.Node.GetAttribute("href") ?? "", entry.FullName));
        }
        catch (FileBrokenException)
        {
            // It is named when its users are read.
        }
        return found;
    }

    /// <summary>One file of many that breaks keeps the others from nothing.</summary>
    private static IEnumerable<FileRecord> ToItsBreak(IEnumerable<FileRecord> part, string name)
    {
        using var records = part.GetEnumerator();
        for (var broken = false; !broken;)
        {
            FileRecord record;
            try
            {
                if (!records.MoveNext()) yield break;
                record = records.Current;
            }
            catch (FileBrokenException e)
            {
                broken = true;
                record = FileRecord.Skipped(e.Line, name, $"The file can't be read beyond line {e.Line}, column {e.Column}: {e.Message}");
            }
            yield return record;
        }
    }

    private IEnumerable<FileRecord> ReadPart(Stream part, string name, string host, ZipArchive? zip, int depth)
    {
        using var xml = new RecordXml(part, limits);
        while (xml.Read())
        {
            if (xml.Node.NodeType != XmlNodeType.Element) continue;
            switch (xml.Node.LocalName, xml.Node.NamespaceURI)
            {
                case ("host", XmppNames.Portable):
                    host = xml.Node.GetAttribute("jid") ?? "";
                    break;
                case ("user", XmppNames.Portable):
                    yield return new RosterReader(xml, limits).Read(host);
                    break;
                case ("include", XmppNames.Include):
                    foreach (var record in Include(xml.Node.GetAttribute("href") ?? "", name, host, xml.Line, zip, depth)) yield return record;
                    break;
            }
        }
    }

    private IEnumerable<FileRecord> Include(string href, string from, string host, long line, ZipArchive? zip, int depth)
    {
        var path = PathOf(href, from);
        if (depth == DeepestInclude || zip?.GetEntry(path) is not { } entry)
        {
            yield return FileRecord.Skipped(line, href, zip is null ? $"It is in another file, {href}: import the folder, or a zip of it" : $"There is no file {path} in the zip");
            yield break;
        }
        using var part = entry.Open();
        foreach (var record in ToItsBreak(ReadPart(part, entry.FullName, host, zip, depth + 1), entry.FullName)) yield return record;
    }

    private static string PathOf(string href, string from) =>
        Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(from) ?? "", Uri.UnescapeDataString(href)))).Replace('\\', '/');
}
