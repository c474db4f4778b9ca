using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Godwit.Admin.Connections;

namespace Godwit.PowerShell.Completion;

/// <summary>Completes the name of a profile.</summary>
public sealed class ProfileCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return [.. ProfileFile.OfThisUser.Read().Profiles.Where(p => p.Key.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase)).OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => new CompletionResult(p.Key, p.Key, CompletionResultType.ParameterValue, p.Value.Server))];
        }
        catch (ProfileException)
        {
            return [];
        }
    }
}
