using System.CommandLine;
using Godwit.Admin.Clients;

namespace Godwit.Cli.Commands;

internal static class FilterAddCommand
{
    public static Command Build()
    {
        var pool = FilterCommand.Pool();
        var agent = new Option<string>("--agent") { Description = "The client's token: LCC, RTC, RTCC, UCCP, OC, WM, CWA, COMO, LMC, or another", Required = true };
        var version = new Option<string?>("--client-version") { Description = "A version like 2.0.6362.*; any without it" };
        var comparison = new Option<string?>("--comparison") { Description = "How the client's version stands to it: LSS, LEQ, EQL (without it), GEQ, GTR" };
        var action = new Option<string>("--action") { Description = "allow, allow-with-url, block, block-with-url", Required = true };
        var url = new Option<string?>("--url") { Description = "Where a newer client is; of the actions with URL" };
        var place = new Option<int?>("--place") { Description = "Where in the order, from 1; behind the others without it" };
        var disabled = new Option<bool>("--disabled") { Description = "Only put it into the list" };
        return Session.Verb(new Command("add", "Adds a rule") { pool, agent, version, comparison, action, url, place, disabled }, async (session, parsed, cancel) =>
        {
            var rule = new AddClientVersionRule(
                parsed.GetRequiredValue(agent), parsed.GetValue(version) ?? "", parsed.GetValue(comparison) ?? "", parsed.GetRequiredValue(action), parsed.GetValue(url) ?? "")
            {
                Place = parsed.GetValue(place),
                Enabled = !parsed.GetValue(disabled),
            };
            return FilterCommand.Answer(session, await session.Client.AddClientVersionRule(parsed.GetRequiredValue(pool), rule, cancel));
        });
    }
}
