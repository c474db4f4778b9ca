using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Clients;
using Godwit.Cli.Completion;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit filter</c>: a pool's client version filter.</summary>
internal static class FilterCommand
{
    public static Command Build() => new("filter", "Which clients may sign in to a pool, by their versions (client version filter)")
    {
        FilterListCommand.Build(), FilterAddCommand.Build(), FilterRemoveCommand.Build(), FilterTestCommand.Build(), FilterDefaultCommand.Build(),
        FilterSwitchCommand.Build(on: true), FilterSwitchCommand.Build(on: false),
    };

    public static Option<string> Pool() => new Option<string>("--pool") { Description = "The FQDN of an OCS 2007 or later pool", Required = true }.OfPools();

    /// <summary>The answer of every verb that changes the filter, and of the one that lists it.</summary>
    public static int Answer(Session session, ClientVersionFilterView filter)
    {
        session.Answer(filter, AdminJson.Default.ClientVersionFilterView, screen => Show(filter, screen));
        return ExitCode.Done;
    }

    private static void Show(ClientVersionFilterView filter, Screen screen)
    {
        if (Screen.IsTerminal)
        {
            screen.Line(filter.Enabled
                ? $"{filter.Pool}: the filter is on. The first rule that matches decides; who matches none: {With(filter.DefaultAction, filter.DefaultUrl)}."
                : $"{filter.Pool}: the filter is off, every client is allowed.");
            if (filter.Rules.Count == 0) return;
        }

        screen.Table(
            ["Rule", "Agent", "Comparison", "Version", "Action", "URL", "State"],
            filter.Rules.Select(r => (IReadOnlyList<string>)[Screen.Text(r.Id), r.Agent, r.Comparison, r.Version, r.Action, r.Url, r.Enabled ? "on" : "off"]));
    }

    private static string With(string action, string url) => url.Length == 0 ? action : $"{action} {url}";
}
