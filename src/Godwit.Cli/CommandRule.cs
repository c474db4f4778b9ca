using System.CommandLine;
using System.CommandLine.Parsing;

namespace Godwit.Cli;

/// <summary>Rules about several options of a command together.</summary>
internal static class CommandRule
{
    /// <summary>The rule is not asked about a line that lacks a value of one of them, or has one that can't be read: that is an error of its own, and the options can't be read either.</summary>
    public static void Rule(this Command command, Action<CommandResult> rule) => command.Validators.Add(result =>
    {
        try
        {
            rule(result);
        }
        catch (InvalidOperationException)
        {
            // GetValue says so; it has no way to be asked before.
        }
    });
}
