using System.CommandLine;

namespace Godwit.Cli.Commands;

internal static class PlanRenameCommand
{
    public static Command Build()
    {
        var id = PlanCommand.Id();
        var name = new Argument<string>("NAME") { Description = "What to call the plan" };
        return Session.Verb(new Command("rename", "Gives a plan another name") { id, name }, async (session, parsed, cancel) =>
            PlanCommand.Answer(session, await session.Client.RenamePlan(parsed.GetRequiredValue(id), parsed.GetRequiredValue(name), cancel)));
    }
}
