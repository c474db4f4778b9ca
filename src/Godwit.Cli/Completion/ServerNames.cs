using System.CommandLine;
using System.CommandLine.Completions;
using Godwit.Admin;
using Godwit.Admin.Connections;
using Godwit.Admin.Users;
using Godwit.Cli.Servers;

namespace Godwit.Cli.Completion;

/// <summary>
/// What only the server can complete: pools, users, moves, plans. A server that is slow or away completes nothing. Each has a name for help, which otherwise would ask the server
/// and list all that there are.
/// </summary>
internal static class ServerNames
{
    private const int Most = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static Option<T> OfPools<T>(this Option<T> option)
    {
        option.HelpName = "FQDN";
        option.CompletionSources.Add(Pools);
        return option;
    }

    public static Argument<T> OfPools<T>(this Argument<T> argument)
    {
        argument.HelpName = argument.Name;
        argument.CompletionSources.Add(Pools);
        return argument;
    }

    public static Option<T> OfUsers<T>(this Option<T> option)
    {
        option.HelpName = "ADDRESS";
        option.CompletionSources.Add(Users);
        return option;
    }

    public static Argument<T> OfUsers<T>(this Argument<T> argument)
    {
        argument.HelpName = argument.Name;
        argument.CompletionSources.Add(Users);
        return argument;
    }

    public static Argument<T> OfMoves<T>(this Argument<T> argument)
    {
        argument.HelpName = argument.Name;
        argument.CompletionSources.Add(Moves);
        return argument;
    }

    public static Argument<T> OfPlans<T>(this Argument<T> argument)
    {
        argument.HelpName = argument.Name;
        argument.CompletionSources.Add(Plans);
        return argument;
    }

    private static IEnumerable<CompletionItem> Pools(CompletionContext context) =>
        Ask(context, async (client, cancel) => (await client.Pools(cancel)).Select(p => new CompletionItem(p.Fqdn, detail: p.Generation)));

    /// <summary>Nobody wants to see all users of a forest.</summary>
    private static IEnumerable<CompletionItem> Users(CompletionContext context) => Ask(context, async (client, cancel) =>
        (await client.Users(new UserQuery { Search = context.WordToComplete + "*", Limit = Most }, cancel)).Users.Select(u => new CompletionItem(u.Address, detail: u.DisplayName)));

    private static IEnumerable<CompletionItem> Moves(CompletionContext context) =>
        Ask(context, async (client, cancel) => (await client.Moves(cancel)).Take(Most).Select(m => new CompletionItem(m.Id, detail: m.State)));

    private static IEnumerable<CompletionItem> Plans(CompletionContext context) =>
        Ask(context, async (client, cancel) => (await client.Plans(cancel)).Take(Most).Select(p => new CompletionItem(p.Id, detail: p.Name)));

    private static IEnumerable<CompletionItem> Ask(CompletionContext context, Func<AdminClient, CancellationToken, Task<IEnumerable<CompletionItem>>> ask)
    {
        try
        {
            if (ServerOptions.Read(context.ParseResult).Connection is not { } connection) return [];
            using var client = connection.Open();
            using var patience = new CancellationTokenSource(Patience);
            return [.. ask(client, patience.Token).GetAwaiter().GetResult()];
        }
        catch (Exception e) when (e is AdminException or ServerUnreachableException or ProfileException or OperationCanceledException)
        {
            return [];
        }
    }
}
