using System.CommandLine;
using Godwit.Admin.Connections;
using Godwit.Cli.Output;
using Godwit.Cli.Servers;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit profile</c>: servers that somebody works with.</summary>
internal static class ProfileCommand
{
    public static Command Build() => new("profile", "Servers that you work with: where they are, how to come in, how to know them")
    {
        ProfileAddCommand.Build(), ProfileListCommand.Build(), ProfileUseCommand.Build(), ProfileRemoveCommand.Build(),
    };

    public static Argument<string> Name()
    {
        var name = new Argument<string>("NAME") { Description = "The profile's name" };
        name.CompletionSources.Add(_ => ProfileNames.All().Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        return name;
    }

    public static readonly Option<bool> Json = new("--json") { Description = "Answer with one JSON value on stdout; words go to stderr" };

    /// <summary>A verb that needs no server.</summary>
    public static Command Verb(Command command, Func<ParseResult, ProfileFile, int> act)
    {
        command.Options.Add(Json);
        command.SetAction(parsed =>
        {
            try
            {
                return act(parsed, ProfileFile.OfThisUser);
            }
            catch (ProfileException e)
            {
                return Session.Fail(e.Message, ExitCode.Refused, parsed.GetValue(Json));
            }
        });
        return command;
    }

    public static int NoSuchProfile(ParseResult parsed, string name) => Session.Fail($"There is no profile {name}; 'godwit profile list' shows those that there are.", ExitCode.Refused, parsed.GetValue(Json));

    public static int Answer(ParseResult parsed, ProfileBook book)
    {
        List<ProfileAnswer> profiles = [.. book.Profiles.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new ProfileAnswer(p.Key, p.Value.Server, p.Key == book.Current, p.Value.Token is not null, TrustOf(p.Value)))];
        if (parsed.GetValue(Json)) Console.Out.WriteLine(System.Text.Json.JsonSerializer.Serialize(profiles, CliJson.Default.ListProfileAnswer));
        else new Screen().Table(["Profile", "Server", "In use", "Token", "Known by"], profiles.Select(p => (IReadOnlyList<string>)[p.Name, p.Server, p.Current ? "yes" : "", p.Token ? "yes" : "no", p.KnownBy]));
        return ExitCode.Done;
    }

    private static string TrustOf(Profile profile) => (profile.Fingerprint, profile.Authority) switch
    {
        (not null, _) => "fingerprint",
        (_, not null) => "authority",
        _ => "this machine's authorities",
    };
}
