using System.Globalization;
using System.Text.Json;
using Godwit.Admin;
using Godwit.Cli;
using Godwit.Cli.Output;
using Godwit.Demo;

namespace Godwit.Commands;

/// <summary><c>godwit demo --once</c>: the main job on a demo that was just started, and what came of it.</summary>
internal static class DemoOnce
{
    public static async Task<int> Run(RunningDemo demo, bool json, CancellationToken cancel)
    {
        var screen = new Screen();
        using var admin = new AdminClient(new Uri($"https://127.0.0.1:{demo.HttpPort}"));
        try
        {
            var report = await new MainJob(admin, demo.World.Password, screen).Run(cancel);
            if (json) Console.WriteLine(JsonSerializer.Serialize(report, MainJobJson.Default.MainJobReport));
            else Print(report, screen);
            return report.IsClean ? ExitCode.Done : ExitCode.Refused;
        }
        catch (Exception e) when (e is AdminException or ServerUnreachableException or SignInException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Refused;
        }
    }

    private static void Print(MainJobReport report, Screen screen) => screen.Card([
        ("users", Text(report.Users)),
        ("moved", Text(report.Moved)),
        ("refused", Text(report.Refused)),
        ("failed", Text(report.Failed)),
        ("data lost", Text(report.Lost)),
        ("messages sent", Text(report.MessagesSent)),
        ("messages lost", Text(report.MessagesLost)),
        ("seconds", report.Seconds.ToString("0.00", CultureInfo.InvariantCulture)),
        ("users a second", report.UsersPerSecond.ToString("0", CultureInfo.InvariantCulture)),
    ]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
