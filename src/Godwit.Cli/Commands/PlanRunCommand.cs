using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Cli.Output;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

/// <summary><c>move plan run</c>: begins the move and ends with it, as <c>move</c> does.</summary>
internal static class PlanRunCommand
{
    public static Command Build()
    {
        var id = PlanCommand.Id();
        var force = new Option<bool>("--force") { Description = "Move although a pool is out of reach, also when the plan was made without" };
        var wait = new WaitOptions();
        var terms = new TermsOptions();
        var command = new Command("run", "Moves everybody of a plan who is not excluded, in its order; says for whom it stands otherwise than when it was made") { id, force };
        wait.AddTo(command);
        terms.AddTo(command);
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            var run = await session.Client.RunPlan(parsed.GetRequiredValue(id), new RunPlan(parsed.GetValue(force) ? true : null) { Terms = terms.Read(parsed) }, cancel);
            if (!wait.Waits(parsed, run.Move.State))
            {
                session.Answer(run, AdminJson.Default.PlanRunView, screen => PlanText.Begun(run, screen));
                return ExitCode.Done;
            }

            await MoveBar.Show(session.Client.Watch(run.Move.Id, cancel), session.Screen.Progress, cancel);
            run = run with { Move = await session.Client.MoveReport(run.Move.Id, cancel) };
            session.Answer(run, AdminJson.Default.PlanRunView, screen => PlanText.Run(run, screen));
            return run.Move.Refused + run.Move.Failed == 0 ? ExitCode.Done : ExitCode.Refused;
        });
    }
}
