using System.CommandLine;

namespace Godwit.Cli.Commands;

internal static class FilterRemoveCommand
{
    public static Command Build()
    {
        var rule = new Argument<int>("RULE") { Description = "The rule's number, as 'filter list' shows it" };
        var pool = FilterCommand.Pool();
        return Session.Verb(new Command("remove", "Removes a rule") { rule, pool }, async (session, parsed, cancel) =>
            FilterCommand.Answer(session, await session.Client.RemoveClientVersionRule(parsed.GetRequiredValue(pool), parsed.GetValue(rule), cancel)));
    }
}
