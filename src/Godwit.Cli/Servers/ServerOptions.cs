using System.CommandLine;
using Godwit.Admin.Connections;

namespace Godwit.Cli.Servers;

/// <summary>Where the server is: <c>--server</c>, <c>--token</c>, <c>--profile</c>, the environment, or a profile in use.</summary>
internal static class ServerOptions
{
    private static readonly Option<Uri?> Server = new("--server")
    {
        Description = $"The server's admin address (default: GODWIT_SERVER, else the profile in use, else the demo's, {Connection.DemoServer})",
        CustomParser = result =>
        {
            if (Connection.AddressIn(result.Tokens[0].Value) is { } uri) return uri;
            result.AddError($"'{result.Tokens[0].Value}' is not an address like https://HOST:PORT");
            return null;
        },
    };

    private static readonly Option<string?> Token = new("--token") { Description = "The admin token (default: the profile's, or GODWIT_TOKEN); a demo on this machine asks for none" };

    private static readonly Option<string?> Profile = MakeProfile();

    public static void AddTo(Command command)
    {
        command.Options.Add(Server);
        command.Options.Add(Token);
        command.Options.Add(Profile);
    }

    /// <summary>The connection, or a sentence that says what is wrong.</summary>
    /// <exception cref="ProfileException">The profiles can't be used.</exception>
    public static (Connection? Connection, string? Problem) Read(ParseResult parsed) =>
        new ConnectionChoice(parsed.GetValue(Server)?.ToString(), parsed.GetValue(Token), parsed.GetValue(Profile)).Make(Environment.GetEnvironmentVariable, ProfileFile.OfThisUser.Read);

    private static Option<string?> MakeProfile()
    {
        var profile = new Option<string?>("--profile") { HelpName = "NAME", Description = "A profile of 'godwit profile add': a server, a token, and how to know the server" };
        profile.CompletionSources.Add(_ => ProfileNames.All().Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        return profile;
    }
}
