using System.CommandLine;

namespace Godwit.Cli.Commands;

internal static class ProfileListCommand
{
    public static Command Build() => ProfileCommand.Verb(new Command("list", "All profiles"), (parsed, file) => ProfileCommand.Answer(parsed, file.Read()));
}
