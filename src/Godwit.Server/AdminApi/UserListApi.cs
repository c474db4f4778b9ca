using Godwit.Admin.Users;
using Godwit.Pool.Users;
using Godwit.Server.Rolls;
using Microsoft.AspNetCore.Http;

namespace Godwit.Server.AdminApi;

/// <summary>GET /api/v1/users: everybody, or with any parameter one page of those who are asked for.</summary>
internal static class UserListApi
{
    public static async Task<IResult> List([AsParameters] UserListParameters ask, HttpRequest request, UserViews views, FoundUsers found, UserSets sets, DirectoryRoll directory, CancellationToken cancel)
    {
        if (request.Query.Count == 0) return TypedResults.Ok(await views.All(cancel));
        if (UserListWords.Sort(ask.Sort) is not var (sort, backwards)) return Answers.Problem(400, $"'{ask.Sort}' is no order; write one of {UserListWords.Sorts}, or one of them with - before it");
        var (offset, limit) = (ask.Offset ?? 0, ask.Limit ?? 100);
        if (Paging.Problem(offset, limit) is { } wrong) return Answers.Problem(400, wrong);
        if (!UserListWords.IsState(ask.State)) return Answers.Problem(400, $"'{ask.State}' is no state; write one of {UserListWords.States}");
        if (!string.IsNullOrEmpty(ask.Ou))
        {
            var unit = UnitSearch.Find(ask.Ou, (await directory.Read(cancel)).All.Select(c => c.Dn));
            if (unit.Problem is not null) return Answers.Problem(unit.Status, unit.Problem);
            ask = ask with { Ou = unit.Dn };
        }

        var choice = await sets.Choice(ask, cancel);
        var users = found.Find(choice, sort);
        return TypedResults.Ok(new UsersPage(users.Length, await views.Of(Paging.Part(users, offset, limit, backwards), cancel)));
    }
}

/// <summary>What may be asked of the list; see <see cref="UserQuery"/>.</summary>
internal sealed record UserListParameters(
    string? Search, string? Pool, string? Ou, bool? Unassigned, bool? Enabled, bool? Enhanced, string? Client, string? State, string? Sort, int? Offset, int? Limit);

internal static class UserListWords
{
    public const string Sorts = "address, name, pool";
    public const string SignedIn = "signed-in";
    public const string SignedOut = "signed-out";
    public const string Moving = "moving";
    public const string States = $"{SignedIn}, {SignedOut}, {Moving}";

    public static (UserSort Sort, bool Backwards)? Sort(string? text)
    {
        var backwards = text?.StartsWith('-') is true;
        return (backwards ? text![1..] : text) switch
        {
            null or "" or "address" => (UserSort.Address, backwards),
            "name" => (UserSort.Name, backwards),
            "pool" => (UserSort.Pool, backwards),
            _ => null,
        };
    }

    public static bool IsState(string? text) => text is null or "" or SignedIn or SignedOut or Moving;
}
