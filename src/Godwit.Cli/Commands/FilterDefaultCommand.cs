using System.CommandLine;
using Godwit.Admin.Clients;

namespace Godwit.Cli.Commands;

internal static class FilterDefaultCommand
{
    public static Command Build()
    {
        var action = new Argument<string>("ACTION") { Description = "allow, allow-with-url, block, block-with-url" };
        var pool = FilterCommand.Pool();
        var url = new Option<string?>("--url") { Description = "Where a newer client is; of the actions with URL" };
        return Session.Verb(new Command("default", "Says what becomes of clients that no rule matches") { action, pool, url }, async (session, parsed, cancel) =>
            FilterCommand.Answer(session, await session.Client.SetClientVersions(
                parsed.GetRequiredValue(pool), new SetClientVersionFilter { DefaultAction = parsed.GetRequiredValue(action), DefaultUrl = parsed.GetValue(url) }, cancel)));
    }
}
