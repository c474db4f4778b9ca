using System.CommandLine;
using Godwit.Admin.Clients;

namespace Godwit.Cli.Commands;

internal static class FilterSwitchCommand
{
    public static Command Build(bool on)
    {
        var pool = FilterCommand.Pool();
        var command = on ? new Command("on", "Puts the filter into force") { pool } : new Command("off", "Lets every client in; the rules stay") { pool };
        return Session.Verb(command, async (session, parsed, cancel) =>
            FilterCommand.Answer(session, await session.Client.SetClientVersions(parsed.GetRequiredValue(pool), new SetClientVersionFilter { Enabled = on }, cancel)));
    }
}
