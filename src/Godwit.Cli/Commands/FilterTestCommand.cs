using System.CommandLine;
using System.Globalization;
using Godwit.Admin;

namespace Godwit.Cli.Commands;

/// <summary>What would this User-Agent get? Ends with 0 when it may sign in and with 1 when it is blocked.</summary>
internal static class FilterTestCommand
{
    public static Command Build()
    {
        var agent = new Argument<string>("USERAGENT") { Description = "A whole User-Agent header, in quotes" };
        var pool = FilterCommand.Pool();
        return Session.Verb(new Command("test", "Says what a client of this User-Agent would get") { agent, pool }, async (session, parsed, cancel) =>
        {
            var verdict = await session.Client.TestClientVersion(parsed.GetRequiredValue(pool), parsed.GetRequiredValue(agent), cancel);
            session.Answer(verdict, AdminJson.Default.ClientVersionVerdictView, screen => screen.Card(
            [
                ("Pool", verdict.Pool), ("Action", verdict.Url.Length == 0 ? verdict.Action : $"{verdict.Action} {verdict.Url}"),
                ("Decided by", verdict.Rule is { } rule ? string.Create(CultureInfo.InvariantCulture, $"rule {rule}") : "the default"),
                ("Answer", verdict.Diagnostics is { } number ? string.Create(CultureInfo.InvariantCulture, $"{verdict.Status}, ms-diagnostics {number}: {verdict.Reason}") : "as if there were no filter"),
                ("Generation", verdict.Generation),
            ]));
            return verdict.Status == 200 ? ExitCode.Done : ExitCode.Refused;
        });
    }
}
