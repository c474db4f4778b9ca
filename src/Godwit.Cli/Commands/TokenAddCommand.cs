using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Access;

namespace Godwit.Cli.Commands;

internal static class TokenAddCommand
{
    public static Command Build()
    {
        var name = new Argument<string>("NAME") { Description = "What it is for, to know it by" };
        var role = AccountCommand.Role("the program");
        var days = new Option<int?>("--days") { Description = "How long it holds, at most 3650 (default: 90)" };
        return Session.Verb(new Command("add", "Makes a token; its text is shown this once") { name, role, days }, async (session, parsed, cancel) =>
        {
            var made = await session.Client.Access.AddToken(new AddToken(parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), parsed.GetValue(days)), cancel);
            session.Answer(made, AdminJson.Default.NewTokenView, screen => screen.Line(made.Text));
            if (!session.IsJson) await Console.Error.WriteLineAsync($"{made.Token.Name} ({made.Token.Id}) is a {made.Token.Role} until {AccountCommand.When(made.Token.Expires)}. Keep the text: it is not shown again.");
            return ExitCode.Done;
        });
    }
}
