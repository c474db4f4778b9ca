using System.CommandLine;

namespace Godwit.Cli.Commands;

internal static class FilterListCommand
{
    public static Command Build()
    {
        var pool = FilterCommand.Pool();
        return Session.Verb(new Command("list", "The rules in their order, the default action and the switch") { pool }, async (session, parsed, cancel) =>
            FilterCommand.Answer(session, await session.Client.ClientVersions(parsed.GetRequiredValue(pool), cancel)));
    }
}
