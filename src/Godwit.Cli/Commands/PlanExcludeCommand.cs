using System.CommandLine;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

/// <summary><c>move plan exclude</c> and <c>include</c>.</summary>
internal static class PlanExcludeCommand
{
    public static Command Build(bool exclude)
    {
        var id = PlanCommand.Id();
        var users = UserOption.Several("A user's address");
        users.Required = true;
        var command = new Command(exclude ? "exclude" : "include", exclude ? "Leaves users out of a plan" : "Takes users into a plan again who were excluded") { id, users };
        return Session.Verb(command, async (session, parsed, cancel) =>
            PlanCommand.Answer(session, await session.Client.ExcludeFromPlan(parsed.GetRequiredValue(id), parsed.GetRequiredValue(users), exclude, cancel)));
    }
}
