using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Godwit.Admin;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Completion;

/// <summary>Completes a name that only the server knows; a server that is slow or away completes nothing.</summary>
public abstract class ServerCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var begun = (wordToComplete ?? "").Trim('\'', '"');
        try
        {
            if (CurrentServer.Get().Connection is not { } connection) return [];
            using var client = connection.Open();
            using var patience = new CancellationTokenSource(Patience);
            // Elsewhere, so that nothing waits for the thread that waits here.
            var names = Task.Run(() => Ask(client, patience.Token), patience.Token).GetAwaiter().GetResult();
            return [.. names.Where(n => n.Name.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).Select(n => new CompletionResult(n.Name, n.Name, CompletionResultType.ParameterValue, n.About))];
        }
        catch (Exception e) when (e is OperationCanceledException || Errors.Of(e, null) is not null)
        {
            return [];
        }
    }

    /// <summary>All names, and a few words about each.</summary>
    private protected abstract Task<IEnumerable<(string Name, string About)>> Ask(AdminClient client, CancellationToken cancel);
}
