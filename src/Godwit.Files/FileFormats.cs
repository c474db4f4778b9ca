using System.Xml;
using Godwit.Files.CsUserData;
using Godwit.Files.Csv;
using Godwit.Files.Dbimpexp;
using Godwit.Files.Xep0227;
using Godwit.Files.Xml;

namespace Godwit.Files;

/// <summary>The formats by name, and what reads and writes them.</summary>
public static class FileFormats
{
    public const string Names = "dbimpexp, csuserdata, xep0227, csv";

    public static FileFormat? Named(string name) => name switch
    {
        "dbimpexp" => FileFormat.Dbimpexp,
        "csuserdata" => FileFormat.CsUserData,
        "xep0227" => FileFormat.Xep0227,
        "csv" => FileFormat.Csv,
        _ => null,
    };

    public static string Name(FileFormat format) => format.ToString().ToLowerInvariant();

    public static IUserFileReader Reader(FileFormat format, FileLimits limits) => format switch
    {
        FileFormat.Dbimpexp => new DbimpexpReader(limits),
        FileFormat.CsUserData => new CsUserDataReader(limits),
        FileFormat.Xep0227 => new Xep0227Reader(limits),
        FileFormat.Csv => new CsvReader(limits),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    public static IUserFileWriter Writer(FileFormat format, Stream file) => format switch
    {
        FileFormat.Dbimpexp => new DbimpexpWriter(file),
        FileFormat.CsUserData => new CsUserDataWriter(file),
        FileFormat.Xep0227 => new Xep0227Writer(file),
        FileFormat.Csv => new CsvWriter(file),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>By how the file begins; null when it begins like none. The stream is at its start again afterwards.</summary>
    public static FileFormat? Detect(Stream file)
    {
        try
        {
            if (CsUserDataReader.IsZip(file)) return OfZip(file);
            if (IsTable(file)) return FileFormat.Csv;
            using var xml = new RecordXml(file, new FileLimits());
            while (xml.Read())
                if (xml.Node.NodeType == XmlNodeType.Element) return Of(xml.Node.LocalName);
            return null;
        }
        catch (FileBrokenException)
        {
            return null;
        }
        finally
        {
            file.Position = 0;
        }
    }

    /// <summary>Its first line names a column address.</summary>
    private static bool IsTable(Stream file)
    {
        var start = new byte[4096];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var line = System.Text.Encoding.UTF8.GetString(start, 0, read).TrimStart('\uFEFF').Split('\n')[0];
        return line.Split(',').Any(c => c.Trim().Trim('"').Equals(CsvReader.Address, StringComparison.OrdinalIgnoreCase));
    }

    private static FileFormat? OfZip(Stream file)
    {
        using var zip = CsUserDataReader.Open(file);
        if (zip.GetEntry(CsUserDataWriter.Document) is not null) return FileFormat.CsUserData;
        return zip.Entries.Any(e => e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) ? FileFormat.Xep0227 : null;
    }

    private static FileFormat? Of(string root) => root switch
    {
        "HomedResources" => FileFormat.Dbimpexp,
        "DocItemSet" => FileFormat.CsUserData,
        "server-data" => FileFormat.Xep0227,
        _ => null,
    };
}
