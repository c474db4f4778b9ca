using System.CommandLine;
using System.Globalization;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

internal static class PlanListCommand
{
    public static Command Build() => Session.Verb(new Command("list", "All saved plans, newest first"), async (session, _, cancel) =>
    {
        var plans = await session.Client.Plans(cancel);
        session.Answer(plans, AdminJson.Default.IReadOnlyListPlanView, screen => screen.Table(
            ["Plan", "Name", "State", "To", "Users", "Would move", "There already", "Refused", "Excluded", "Batches", "Made", "By", "Move"],
            plans.Select(p => (IReadOnlyList<string>)
            [
                p.Id, p.Name, p.State, p.To, Screen.Text(p.Numbers.Users), Screen.Text(p.Numbers.Moved), Screen.Text(p.Numbers.Unchanged), Screen.Text(p.Numbers.Refused), Screen.Text(p.Numbers.Excluded), Screen.Text(p.Numbers.Batches),
                p.MadeAt.ToString("u", CultureInfo.InvariantCulture), p.MadeBy, p.MoveId,
            ])));
        return ExitCode.Done;
    });
}
