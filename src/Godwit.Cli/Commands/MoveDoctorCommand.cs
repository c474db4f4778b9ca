using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Cli.Output;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit move doctor</c>: what is wrong with homes and data; it changes nothing before it is told to.</summary>
internal static class MoveDoctorCommand
{
    public static Command Build()
    {
        var user = UserOption.Several("Look at her only");
        var mend = new Option<bool>("--mend") { Description = "Mend what can be mended" };
        var last = new Option<bool>("--last") { Description = "Do not look again: show what the last look at everybody has found" };
        var command = new Command("doctor", "Finds homes and data that are not as they should be, and mends them on request") { user, mend, last };
        command.Rule(result =>
        {
            if (result.GetValue(last) && (result.GetValue(mend) || result.GetValue(user) is { Length: > 0 })) result.AddError("--last only shows: it goes with neither --mend nor --user.");
        });
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            var users = parsed.GetValue(user) is { Length: > 0 } named ? named : null;
            var found = parsed.GetValue(last) ? await session.Client.LastDoctor(cancel) : await session.Client.Doctor(new AskDoctor(parsed.GetValue(mend)) { Users = users }, cancel);
            session.Answer(found, AdminJson.Default.DoctorView, screen => Show(found, screen));
            return found.Found == found.Mended ? ExitCode.Done : ExitCode.Refused;
        });
    }

    private static void Show(DoctorView found, Screen screen)
    {
        var kinds = string.Join(", ", found.Kinds.Select(k => $"{k.Value} {k.Key}"));
        screen.Line($"{found.Users} users looked at: {(found.Found == 0 ? "all is well" : $"{kinds}; {found.Mended} mended")}.");
        if (found.Unreachable.Count > 0) screen.Line($"Not looked at, since they can't be asked: {string.Join(", ", found.Unreachable)}.");
        if (found.Findings.Count > 0)
            screen.Table(
                ["User", "Kind", "What is wrong", "Mending", "State"],
                found.Findings.Select(f => (IReadOnlyList<string>)[f.User, f.Kind, f.Explanation, f.Mending, f.Mended ? "mended" : f.CanBeMended ? "open" : "by hand"]));
        if (found.Findings.Any(f => f is { CanBeMended: true, Mended: false })) screen.Line("Nothing of that was changed: --mend does it.");
    }
}
