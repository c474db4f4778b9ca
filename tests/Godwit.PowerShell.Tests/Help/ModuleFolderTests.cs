namespace Godwit.PowerShell.Tests.Help;

/// <summary>The folder that eng/psmodule.sh puts together, which ./test does first: what is in it is what is given away.</summary>
public class ModuleFolderTests
{
    [Fact]
    public void It_has_what_the_manifest_names_and_no_assembly_of_others()
    {
        var folder = Path.Combine(Places.Root, "artifacts", "powershell", "Godwit");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal);
        Assert.Equal(["Godwit.Admin.dll", "Godwit.Format.ps1xml", "Godwit.PowerShell.dll", "Godwit.psd1", "LICENSE", Path.Combine("en-US", "Godwit.PowerShell.dll-Help.xml")], files);
    }
}
