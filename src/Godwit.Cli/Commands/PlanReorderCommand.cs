using System.CommandLine;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

internal static class PlanReorderCommand
{
    public static Command Build()
    {
        var id = PlanCommand.Id();
        var first = UserOption.Several("A user who is to go before all others, in their order", "--first");
        var file = new Option<string?>("--file") { Description = "A file with the addresses of those who are to go first, in their order" };
        var command = new Command("reorder", "Puts users of a plan before all others") { id, first, file };
        command.Rule(result =>
        {
            if (result.GetValue(first) is { Length: > 0 } == result.GetValue(file) is not null) result.AddError("Say who is to go first in one way: --first ADDRESS (once or more) or --file FILE.");
        });
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            IReadOnlyList<string> users = parsed.GetValue(first) ?? [];
            if (parsed.GetValue(file) is { } path)
            {
                (users, var problem) = UserFile.Read(path);
                if (problem is not null) return session.Fail(problem, ExitCode.BadUsage);
            }

            return PlanCommand.Answer(session, await session.Client.PutFirstInPlan(parsed.GetRequiredValue(id), users, cancel));
        });
    }
}
