using System.CommandLine;
using Godwit.Cli.Completion;

namespace Godwit.Cli.Selection;

/// <summary>Users by their addresses: <c>--user A --user B</c>. A word that can't be one is refused before the server is asked.</summary>
internal static class UserOption
{
    public static Option<string[]> Several(string description, string name = "--user")
    {
        var option = new Option<string[]>(name) { Description = description + "; may be given several times" }.OfUsers();
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !UserFile.LooksLikeAddress(t.Value))) result.AddError($"'{token.Value}' is not an address like alice@example.org.");
        });
        return option;
    }
}
