using System.CommandLine;

namespace Godwit.Cli.Commands;

internal static class ProfileUseCommand
{
    public static Command Build()
    {
        var name = ProfileCommand.Name();
        return ProfileCommand.Verb(new Command("use", "Takes this profile from now on when no server is named") { name }, (parsed, file) =>
        {
            var (book, wanted) = (file.Read(), parsed.GetRequiredValue(name));
            if (!book.Profiles.ContainsKey(wanted)) return ProfileCommand.NoSuchProfile(parsed, wanted);
            file.Write(book with { Current = wanted });
            return ProfileCommand.Answer(parsed, file.Read());
        });
    }
}
