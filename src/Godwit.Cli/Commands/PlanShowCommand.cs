using System.CommandLine;
using Godwit.Admin.Moves;

namespace Godwit.Cli.Commands;

internal static class PlanShowCommand
{
    public static Command Build()
    {
        var id = PlanCommand.Id();
        var part = new Option<string>("--only") { Description = "Only these users", DefaultValueFactory = _ => "all" };
        part.AcceptOnlyFromAmong("all", "refused", "warned", "excluded", "included");
        var after = new Option<long?>("--after") { Description = "The next page: what 'next' of the page before says" };
        var limit = new Option<int>("--limit") { Description = "Users on a page", DefaultValueFactory = _ => 1_000 };
        return Session.Verb(new Command("show", "A plan: its numbers, forecast and best window, and its users in their order, page by page") { id, part, after, limit }, async (session, parsed, cancel) =>
            PlanCommand.Answer(session, await session.Client.Plan(parsed.GetRequiredValue(id), new PlanQuery(parsed.GetValue(part)!, parsed.GetValue(after), parsed.GetValue(limit)), cancel)));
    }
}
