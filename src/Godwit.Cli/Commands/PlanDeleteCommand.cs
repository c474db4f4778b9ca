using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Moves;

namespace Godwit.Cli.Commands;

internal static class PlanDeleteCommand
{
    public static Command Build()
    {
        var id = PlanCommand.Id();
        return Session.Verb(new Command("delete", "Forgets a plan; a move that was made of it goes on") { id }, async (session, parsed, cancel) =>
        {
            var plan = await session.Client.DeletePlan(parsed.GetRequiredValue(id), cancel);
            session.Answer(plan, AdminJson.Default.PlanView, screen => screen.Line($"Plan {plan.Id} was deleted."));
            return ExitCode.Done;
        });
    }
}
