using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Godwit.PowerShell.Tests.Help;

/// <summary>Writes the help that Get-Help reads (MAML): the words are those of <see cref="HelpText"/>, the rest is what the cmdlets say of themselves.</summary>
internal static class HelpWriter
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Msh = "http://msh";

    public static string Write(IEnumerable<(CmdletInfo Cmdlet, HelpText Text)> cmdlets)
    {
        var document = new XDocument(new XElement(Msh + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(c => Of(c.Cmdlet, c.Text))));
        using var text = new Utf8Text();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" })) document.Save(writer);
        return text + "\n";
    }

    /// <summary>Parameters of a cmdlet's own, with -WhatIf and -Confirm where it has them.</summary>
    public static IEnumerable<ParameterMetadata> Own(CmdletInfo cmdlet) =>
        cmdlet.Parameters.Values.Where(p => !Cmdlet.CommonParameters.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal);

    public static string Of(ParameterMetadata parameter, HelpText text) => parameter.Name switch
    {
        "WhatIf" when !text.Parameters.ContainsKey("WhatIf") => "Says what would be done, and does nothing.",
        "Confirm" when !text.Parameters.ContainsKey("Confirm") => "Asks before anything is done; -Confirm:$false does not ask.",
        var name => text.Parameters.GetValueOrDefault(name, ""),
    };

    private static XElement Of(CmdletInfo cmdlet, HelpText text) => new(Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml), new XAttribute(XNamespace.Xmlns + "command", Command), new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(Command + "details",
            new XElement(Command + "name", cmdlet.Name), new XElement(Maml + "description", Para(text.Synopsis)), new XElement(Command + "verb", cmdlet.Verb), new XElement(Command + "noun", cmdlet.Noun)),
        new XElement(Maml + "description", text.Description.Select(Para)),
        new XElement(Command + "syntax", cmdlet.ParameterSets.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => new XElement(Command + "syntaxItem",
            new XElement(Maml + "name", cmdlet.Name),
            s.Parameters.Where(p => !Cmdlet.CommonParameters.Contains(p.Name)).OrderBy(p => p.Position < 0 ? int.MaxValue : p.Position).ThenBy(p => !p.IsMandatory).ThenBy(p => p.Name, StringComparer.Ordinal)
                .Select(p => Parameter(p.Name, p.ParameterType, p.IsMandatory, p.Position, p.ValueFromPipeline, p.ValueFromPipelineByPropertyName, p.Aliases, p.Attributes, null))))),
        new XElement(Command + "parameters", Own(cmdlet).Select(p =>
        {
            var set = p.ParameterSets.Values.First();
            return Parameter(p.Name, p.ParameterType, set.IsMandatory, set.Position, set.ValueFromPipeline, set.ValueFromPipelineByPropertyName, p.Aliases, p.Attributes, Of(p, text));
        })),
        new XElement(Command + "returnValues", cmdlet.OutputType.Select(o => new XElement(Command + "returnValue", new XElement(Dev + "type", new XElement(Maml + "name", o.Name))))),
        new XElement(Command + "examples", text.Examples.Select((e, i) => new XElement(Command + "example",
            new XElement(Maml + "title", string.Create(CultureInfo.InvariantCulture, $"Example {i + 1}")), new XElement(Dev + "code", e.Command), new XElement(Dev + "remarks", Para(e.Text))))));

    private static XElement Parameter(
        string name, Type type, bool mandatory, int position, bool byValue, bool byName, IEnumerable<string> aliases, IEnumerable<Attribute> attributes, string? text) => new(Command + "parameter",
        new XAttribute("required", mandatory ? "true" : "false"), new XAttribute("variableLength", type.IsArray ? "true" : "false"),
        new XAttribute("globbing", attributes.OfType<SupportsWildcardsAttribute>().Any() ? "true" : "false"),
        new XAttribute("pipelineInput", (byValue, byName) switch { (true, true) => "True (ByPropertyName, ByValue)", (true, false) => "True (ByValue)", (false, true) => "True (ByPropertyName)", _ => "False" }),
        new XAttribute("position", position < 0 ? "named" : position.ToString(CultureInfo.InvariantCulture)), new XAttribute("aliases", aliases.Any() ? string.Join(", ", aliases) : "none"),
        new XElement(Maml + "name", name),
        text is null ? null : new XElement(Maml + "description", Para(text)),
        type == typeof(SwitchParameter) && text is null ? null : new XElement(Command + "parameterValue", new XAttribute("required", type == typeof(SwitchParameter) ? "false" : "true"), NameOf(type)));

    private static string NameOf(Type type) => type.IsArray ? NameOf(type.GetElementType()!) + "[]" : (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static XElement Para(string text) => new(Maml + "para", text.ReplaceLineEndings(" "));

    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
