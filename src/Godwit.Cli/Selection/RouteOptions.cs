using System.CommandLine;
using Godwit.Admin.Moves;
using Godwit.Cli.Completion;

namespace Godwit.Cli.Selection;

/// <summary>Who is to be moved, in exactly one way, and where to.</summary>
internal sealed class RouteOptions
{
    private readonly Option<string?> _to = new Option<string?>("--to") { Description = "The FQDN of the pool to move to" }.OfPools();
    private readonly Option<string[]> _user = UserOption.Several("A user's address");
    private readonly Option<string?> _from = new Option<string?>("--from") { Description = "Everybody homed on this pool" }.OfPools();
    private readonly Option<string?> _ou = new("--ou") { Description = "Everybody in and below this organizational unit: Sales, example.org/Sales or its distinguished name" };
    private readonly Option<string?> _file = new("--file") { Description = "A file with an address per line (a header line 'user' may come first)" };
    private readonly Option<bool> _unassigned = new("--unassigned") { Description = "All Unassigned Users" };

    public void AddTo(Command command)
    {
        command.Options.Add(_to);
        command.Options.Add(_user);
        command.Options.Add(_from);
        command.Options.Add(_ou);
        command.Options.Add(_file);
        command.Options.Add(_unassigned);
        command.Rule(result =>
        {
            // Not required of the parser: verbs below this one go without it.
            if (result.GetValue(_to) is null) result.AddError("Say where to: --to POOL.");
            var ways = (result.GetValue(_user) is { Length: > 0 } ? 1 : 0) + (result.GetValue(_from) is null ? 0 : 1) + (result.GetValue(_ou) is null ? 0 : 1)
                + (result.GetValue(_file) is null ? 0 : 1) + (result.GetValue(_unassigned) ? 1 : 0);
            if (ways != 1) result.AddError("Say whom to move in one way: --user ADDRESS (once or more), --from POOL, --ou OU, --file FILE or --unassigned.");
        });
    }

    /// <summary>The request, or a sentence that says what is wrong with it.</summary>
    public (StartMove? Move, string? Problem) Select(ParseResult parsed)
    {
        var to = parsed.GetValue(_to)!;
        if (parsed.GetValue(_file) is not { } file)
        {
            var users = parsed.GetValue(_user) is { Length: > 0 } named ? named : null;
            return (new StartMove(to) { Users = users, From = parsed.GetValue(_from), Ou = parsed.GetValue(_ou), Unassigned = parsed.GetValue(_unassigned) }, null);
        }

        var (addresses, problem) = UserFile.Read(file);
        return problem is null ? (new StartMove(to) { Users = addresses }, null) : (null, problem);
    }
}
