using System.CommandLine;
using Godwit.Admin;
using Godwit.Cli.Output;
using Godwit.Cli.Top;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit top</c>: pools and moves as they are now, again and again on a terminal, once elsewhere.</summary>
internal static class TopCommand
{
    public static Command Build()
    {
        var once = new Option<bool>("--once") { Description = "Only once, and end; so it is in a pipe in any case" };
        var every = new Option<int>("--every") { Description = "Seconds between two looks, 1 to 3600", DefaultValueFactory = _ => 1 };
        every.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3600) result.AddError("--every takes seconds, from 1 to 3600.");
        });
        return Session.Verb(new Command("top", "Pools and moves as they are now: users, who is signed in, messages, bars and rates") { once, every }, async (session, parsed, cancel) =>
        {
            var first = await TopSample.Take(session.Client, cancel);
            if (!session.IsJson && !parsed.GetValue(once) && Screen.IsTerminal) return await Live(session.Client, first, TimeSpan.FromSeconds(parsed.GetValue(every)), cancel);
            var view = first.View(null);
            session.Answer(view, TopJson.Default.TopView, screen => TopScreen.Lines(view, screen));
            return ExitCode.Done;
        });
    }

    private static IRenderable Picture(TopView view, string note) => TopScreen.Picture(view, note, AnsiConsole.Profile.Width);

    /// <summary>Until Ctrl-C. A server that goes away may come back.</summary>
    private static async Task<int> Live(AdminClient client, TopSample now, TimeSpan every, CancellationToken cancel)
    {
        var view = now.View(null);
        await AnsiConsole.Live(Picture(view, "")).AutoClear(false).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(every, TimeProvider.System);
            try
            {
                while (await timer.WaitForNextTickAsync(cancel))
                {
                    var note = "";
                    try
                    {
                        var next = await TopSample.Take(client, cancel);
                        view = next.View(now);
                        now = next;
                    }
                    catch (ServerUnreachableException e)
                    {
                        note = e.Message;
                    }

                    live.UpdateTarget(Picture(view, note));
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // That is how it ends.
            }
        });
        return ExitCode.Done;
    }
}
