using System.Globalization;

namespace Godwit.Load.Measure;

/// <summary>Proportional set size of a process and all its descendants (shared pages counted once), in octets, and CPU seconds.</summary>
internal static class ProcessMemory
{
    public static long Pss(int pid) => Tree(pid).Sum(p => PssOf(p));

    /// <summary>User and system time of the process tree, in seconds.</summary>
    public static double Cpu(int pid) => Tree(pid).Sum(p =>
    {
        var fields = Read($"/proc/{p}/stat");
        if (fields is null) return 0;
        var rest = fields[(fields.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(rest[11], CultureInfo.InvariantCulture) + double.Parse(rest[12], CultureInfo.InvariantCulture)) / 100;
    });

    private static long PssOf(int pid)
    {
        var line = Read($"/proc/{pid}/smaps_rollup")?.Split('\n').FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static IEnumerable<int> Tree(int pid)
    {
        yield return pid;
        foreach (var child in (Read($"/proc/{pid}/task/{pid}/children") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            foreach (var below in Tree(int.Parse(child, CultureInfo.InvariantCulture)))
                yield return below;
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null; // the process ended meanwhile
        }
    }
}
