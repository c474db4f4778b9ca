using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Cli.Completion;
using Godwit.Cli.Output;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit move plan --to POOL …</c>, and the verbs for plans that are saved.</summary>
internal static class PlanCommand
{
    public static Command Build()
    {
        var route = new RouteOptions();
        var force = new Option<bool>("--force") { Description = "Plan to move although a pool is out of reach" };
        var name = new Option<string?>("--name") { Description = "What to call the plan" };
        var command = new Command("plan", "Makes and saves a plan: what would happen to each user and why, in which order, for how long, and when");
        route.AddTo(command);
        command.Options.Add(force);
        command.Options.Add(name);
        Session.Verb(command, async (session, parsed, cancel) =>
        {
            var (move, problem) = route.Select(parsed);
            if (move is null) return session.Fail(problem!, ExitCode.BadUsage);
            return Answer(session, await session.Client.MakePlan(new MakePlan(move with { Force = parsed.GetValue(force) }) { Name = parsed.GetValue(name) }, cancel));
        });
        foreach (var verb in (Command[])[PlanListCommand.Build(), PlanShowCommand.Build(), PlanExcludeCommand.Build(exclude: true), PlanExcludeCommand.Build(exclude: false), PlanReorderCommand.Build(), PlanRenameCommand.Build(), PlanDeleteCommand.Build(), PlanRunCommand.Build()])
            command.Subcommands.Add(verb);
        return command;
    }

    public static Argument<string> Id() => new Argument<string>("ID") { Description = "The plan's id, as 'move plan list' shows it" }.OfPlans();

    public static int Answer(Session session, PlanView plan)
    {
        session.Answer(plan, AdminJson.Default.PlanView, screen => PlanText.Show(plan, screen));
        return ExitCode.Done;
    }
}
