using System.CommandLine;

namespace Godwit.Cli.Selection;

/// <summary>Whether a verb that begins a move ends with the move: it does unless the move begins later, or somebody says otherwise.</summary>
internal sealed class WaitOptions
{
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait for the end of a move that begins later, too" };
    private readonly Option<bool> _noWait = new("--no-wait") { Description = "Answer with the move's id at once; 'move watch' shows how far it is" };

    public void AddTo(Command command)
    {
        command.Options.Add(_wait);
        command.Options.Add(_noWait);
        command.Rule(result =>
        {
            if (result.GetValue(_wait) && result.GetValue(_noWait)) result.AddError("--wait and --no-wait can't both be meant.");
        });
    }

    /// <param name="state">The move's, as it began.</param>
    public bool Waits(ParseResult parsed, string state) => !parsed.GetValue(_noWait) && (state != "scheduled" || parsed.GetValue(_wait));
}
