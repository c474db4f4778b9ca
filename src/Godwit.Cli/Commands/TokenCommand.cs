using System.CommandLine;
using Godwit.Admin;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit token</c>: what programs come in with.</summary>
internal static class TokenCommand
{
    public static Command Build() => new("token", "Tokens of programs") { TokenAddCommand.Build(), List(), Revoke() };

    private static Command List() => Session.Verb(new Command("list", "All tokens, without their text"), async (session, _, cancel) =>
    {
        var tokens = await session.Client.Access.Tokens(cancel);
        session.Answer(tokens, AdminJson.Default.IReadOnlyListTokenView, screen => screen.Table(
            ["Id", "Token", "Role", "Made by", "Holds until", "Last used"],
            tokens.Select(t => (IReadOnlyList<string>)[t.Id, t.Name, t.Role, t.CreatedBy, AccountCommand.When(t.Expires), AccountCommand.When(t.LastUsed)])));
        return ExitCode.Done;
    });

    private static Command Revoke()
    {
        var id = new Argument<string>("TOKEN") { Description = "Its id or its name" };
        return Session.Verb(new Command("revoke", "Ends a token at once") { id }, async (session, parsed, cancel) =>
        {
            var token = await session.Client.Access.RevokeToken(parsed.GetRequiredValue(id), cancel);
            session.Answer(token, AdminJson.Default.TokenView, screen => screen.Line($"The token {token.Name} is revoked"));
            return ExitCode.Done;
        });
    }
}
