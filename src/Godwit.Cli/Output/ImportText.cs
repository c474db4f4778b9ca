using System.Globalization;
using Godwit.Admin.Files;

namespace Godwit.Cli.Output;

/// <summary>An import in words: the numbers, then what was left out.</summary>
internal static class ImportText
{
    private const int Shown = 50;

    public static void Summary(ImportView import, Screen screen)
    {
        var added = import.Added == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{import.Added} added, ");
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{(import.Test ? "Nothing was changed. " : "")}{import.Users} users in the file: {import.Imported} {(import.Test ? "would change" : "changed")}, {import.Unchanged} had it all, {added}{import.Skipped} skipped; {import.LeftOut} parts left out."));
        if (import.Problem.Length > 0) screen.Line(import.Problem);
        if (import.Skips.Count == 0) return;
        screen.Table(["Line", "User", "What", "Why"], import.Skips.Take(Shown).Select(s => (IReadOnlyList<string>)[Screen.Text(s.Line), s.Address, s.What, s.Why]));
        if (import.Skipped + import.LeftOut > Shown) screen.Line("… and more: --report FILE has all of it.");
    }
}
