using System.CommandLine;
using Godwit.Admin.Moves;

namespace Godwit.Cli.Selection;

/// <summary>The ways to say who is to be moved; exactly one of them.</summary>
internal sealed class WhoOptions
{
    private readonly Option<string[]> _user = new("--user") { Description = "A user's address; may be given several times" };
    private readonly Option<string?> _from = new("--from") { Description = "Everybody homed on this pool" };
    private readonly Option<string?> _ou = new("--ou") { Description = "Everybody in and below this organizational unit" };
    private readonly Option<string?> _file = new("--file") { Description = "A file with an address per line (a header line 'user' may come first)" };
    private readonly Option<bool> _unassigned = new("--unassigned") { Description = "All Unassigned Users" };

    public void AddTo(Command command)
    {
        command.Options.Add(_user);
        command.Options.Add(_from);
        command.Options.Add(_ou);
        command.Options.Add(_file);
        command.Options.Add(_unassigned);
        command.Validators.Add(result =>
        {
            var ways = (result.GetValue(_user) is { Length: > 0 } ? 1 : 0) + (result.GetValue(_from) is null ? 0 : 1) + (result.GetValue(_ou) is null ? 0 : 1)
                + (result.GetValue(_file) is null ? 0 : 1) + (result.GetValue(_unassigned) ? 1 : 0);
            if (ways != 1) result.AddError("Say whom to move in one way: --user ADDRESS (once or more), --from POOL, --ou OU, --file FILE or --unassigned.");
        });
    }

    /// <summary>The request, or a sentence that says what is wrong with the selection.</summary>
    public (StartMove? Move, string? Problem) Select(ParseResult parsed, string to)
    {
        if (parsed.GetValue(_file) is not { } file)
        {
            var users = parsed.GetValue(_user) is { Length: > 0 } named ? named : null;
            if (users?.FirstOrDefault(u => !UserFile.LooksLikeAddress(u)) is { } bad) return (null, $"'{bad}' is not an address like alice@example.org.");
            return (new StartMove(to) { Users = users, From = parsed.GetValue(_from), Ou = parsed.GetValue(_ou), Unassigned = parsed.GetValue(_unassigned) }, null);
        }

        var (addresses, problem) = UserFile.Read(file);
        return problem is null ? (new StartMove(to) { Users = addresses }, null) : (null, problem);
    }
}
