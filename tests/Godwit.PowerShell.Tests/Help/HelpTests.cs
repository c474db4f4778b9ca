using System.Management.Automation;
using System.Management.Automation.Language;
using Godwit.PowerShell.Tests.Shells;

namespace Godwit.PowerShell.Tests.Help;

/// <summary>Get-Help has words for every cmdlet and parameter, and examples that can be typed.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly Shell _shell = new();

    private IReadOnlyList<CmdletInfo> Cmdlets => [.. _shell.Run("Get-Command -Module Godwit").All<CmdletInfo>().OrderBy(c => c.Name, StringComparer.Ordinal)];

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Each_cmdlet_of_the_assembly_is_exported()
    {
        var written = typeof(Cmdlets.GetCsUser).Assembly.GetTypes().Select(t => t.GetCustomAttributes(typeof(CmdletAttribute), false).SingleOrDefault()).OfType<CmdletAttribute>().Select(c => $"{c.VerbName}-{c.NounName}");
        Assert.Equal(written.Order(StringComparer.Ordinal), Cmdlets.Select(c => c.Name));
    }

    /// <summary>The file is made of src/Godwit.PowerShell/Help: after a change there run this test with GODWIT_WRITE_HELP=1.</summary>
    [Fact]
    public void The_help_file_says_what_its_sources_say()
    {
        var texts = HelpText.All().ToDictionary(t => t.Name);
        Assert.Equal(Cmdlets.Select(c => c.Name), texts.Keys.Order(StringComparer.Ordinal));
        var written = HelpWriter.Write(Cmdlets.Select(c => (c, texts[c.Name])));
        var file = Path.Combine(Places.Root, "src", "Godwit.PowerShell", "Godwit.PowerShell.dll-Help.xml");
        if (Environment.GetEnvironmentVariable("GODWIT_WRITE_HELP") == "1") File.WriteAllText(file, written);
        Assert.Equal(written, File.ReadAllText(file));
    }

    [Fact]
    public void Each_cmdlet_and_each_parameter_has_words()
    {
        foreach (var cmdlet in Cmdlets)
        {
            var text = HelpText.All().Single(t => t.Name == cmdlet.Name);
            Assert.NotEmpty(text.Description);
            Assert.NotEmpty(text.Examples);
            foreach (var parameter in HelpWriter.Own(cmdlet)) Assert.True(HelpWriter.Of(parameter, text).Length > 5, $"{cmdlet.Name} -{parameter.Name} has no help");
            Assert.Empty(text.Parameters.Keys.Except(cmdlet.Parameters.Keys));
        }
    }

    [Fact]
    public void Get_Help_finds_the_words()
    {
        foreach (var text in HelpText.All())
        {
            var help = _shell.Run($"Get-Help {text.Name} -Full | Out-String -Width 4000").Text;
            Assert.Contains(text.Synopsis, help, StringComparison.Ordinal);
            foreach (var words in text.Parameters.Values) Assert.Contains(words, help, StringComparison.Ordinal);
            foreach (var (command, _) in text.Examples) Assert.Contains(command, help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_example_parses_and_names_parameters_that_there_are()
    {
        var known = Cmdlets.ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, command) in HelpText.All().SelectMany(t => t.Examples.Select(e => (t.Name, e.Command))))
        {
            var script = Parser.ParseInput(command, out _, out var errors);
            Assert.True(errors.Length == 0, $"{command}: {string.Join(' ', errors.Select(e => e.Message))}");
            var commands = script.FindAll(a => a is CommandAst c && known.ContainsKey(c.GetCommandName() ?? ""), true).Cast<CommandAst>().ToList();
            Assert.Contains(commands, c => c.GetCommandName() == name);
            foreach (var used in commands)
                foreach (var parameter in used.CommandElements.OfType<CommandParameterAst>())
                    Assert.True(known[used.GetCommandName()].Parameters.ContainsKey(parameter.ParameterName), $"{command}: there is no -{parameter.ParameterName}");
        }
    }
}
