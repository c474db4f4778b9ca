using System.CommandLine;

namespace Godwit.Cli.Commands;

internal static class ProfileRemoveCommand
{
    public static Command Build()
    {
        var name = ProfileCommand.Name();
        return ProfileCommand.Verb(new Command("remove", "Forgets a profile, its token included") { name }, (parsed, file) =>
        {
            var (book, wanted) = (file.Read(), parsed.GetRequiredValue(name));
            if (!book.Profiles.ContainsKey(wanted)) return ProfileCommand.NoSuchProfile(parsed, wanted);
            file.Write(book.Without(wanted));
            return ProfileCommand.Answer(parsed, file.Read());
        });
    }
}
