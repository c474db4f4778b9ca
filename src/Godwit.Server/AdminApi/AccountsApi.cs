using Godwit.Admin.Access;
using Godwit.Server.SignIn;
using Godwit.Storage.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/accounts and /api/v1/tokens: who may administer.</summary>
internal static class AccountsApi
{
    private const int UsualDays = 90;
    private const int MostName = 64;

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/accounts", (Administrators administrators) => administrators.All.Select(View).ToList() as IReadOnlyList<AdministratorView>);
        api.MapPost("/accounts", Add);
        api.MapPost("/accounts/first", AddFirst);
        api.MapPatch("/accounts/{name}", Set);
        api.MapDelete("/accounts/{name}", Remove);
        api.MapGet("/tokens", (ProgramTokens tokens) => tokens.All.Select(View).ToList() as IReadOnlyList<TokenView>);
        api.MapPost("/tokens", AddToken);
        api.MapDelete("/tokens/{id}", RevokeToken);
    }

    private static async Task<IResult> Add(AddAdministrator request, HttpContext context, Administrators administrators, Acts acts, CancellationToken cancel) =>
        RoleWords.Read(request.Role) is { } role
            ? await Make(request.Name ?? "", role, request.Password ?? "", false, context, administrators, acts, cancel)
            : NoRole(request.Role);

    private static async Task<IResult> AddFirst(FirstAdministrator request, HttpContext context, Administrators administrators, FirstLink link, Acts acts, CancellationToken cancel)
    {
        if (administrators.None && link.Is(request.Code)) return await Make(request.Name ?? "", Role.ServerAdministrator, request.Password ?? "", true, context, administrators, acts, cancel);
        var why = administrators.None ? "This link is not the one that the last start of the server has printed, or its hours are over; start the server again for another" : "There is an account already; sign in with it";
        acts.Refused(context, "account.first", request.Name ?? "", why);
        return Answers.Problem(403, why);
    }

    private static async Task<IResult> Make(string name, Role role, string password, bool first, HttpContext context, Administrators administrators, Acts acts, CancellationToken cancel)
    {
        var act = first ? "account.first" : "account.add";
        if (await administrators.Add(name, role, password, first, cancel) is { } problem)
        {
            acts.Refused(context, act, name, problem);
            return Answers.Problem(administrators.Find(name) is null ? 400 : 409, problem);
        }

        acts.Done(context, act, name, RoleWords.Of(role));
        return TypedResults.Ok(View(administrators.Find(name)!));
    }

    private static async Task<IResult> Set(string name, SetAdministrator request, HttpContext context, Administrators administrators, Acts acts, CancellationToken cancel)
    {
        if (administrators.Find(name) is not { } account) return NoAccount(name);
        if (request.Role is null && request.Password is null) return Answers.Problem(400, "Say what to change: the role or the password");
        var role = RoleWords.Read(request.Role);
        if (request.Role is not null && role is null) return NoRole(request.Role);
        if (await administrators.Set(account.Name, role, request.Password, cancel) is { } problem)
        {
            acts.Refused(context, "account.set", account.Name, problem);
            return Answers.Problem(409, problem);
        }

        acts.Done(context, "account.set", account.Name, string.Join(", ", new[] { request.Role, request.Password is null ? null : "a new password" }.OfType<string>()));
        return TypedResults.Ok(View(administrators.Find(account.Name)!));
    }

    private static async Task<IResult> Remove(string name, HttpContext context, Administrators administrators, Acts acts, CancellationToken cancel)
    {
        if (administrators.Find(name) is not { } account) return NoAccount(name);
        if (await administrators.Remove(account.Name, cancel) is { } problem)
        {
            acts.Refused(context, "account.remove", account.Name, problem);
            return Answers.Problem(409, problem);
        }

        acts.Done(context, "account.remove", account.Name);
        return TypedResults.Ok(View(account));
    }

    private static async Task<IResult> AddToken(AddToken request, HttpContext context, ProgramTokens tokens, Acts acts, CancellationToken cancel)
    {
        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > MostName || name.Any(char.IsControl)) return Answers.Problem(400, $"A token needs a name of at most {MostName} characters, to know it by");
        if (RoleWords.Read(request.Role) is not { } role) return NoRole(request.Role);
        if (request.Days is < 1 or > ProgramTokens.MostDays) return Answers.Problem(400, $"A token holds for 1 to {ProgramTokens.MostDays:N0} days");
        if (tokens.All.Any(t => t.Name == name)) return Answers.Problem(409, $"There is a token {name} already");
        var (token, text) = await tokens.Add(name, role, request.Days ?? UsualDays, Acts.WhoIn(context), cancel);
        acts.Done(context, "token.add", token.Name, $"{token.Id}, {token.Role}, until {token.Expires:yyyy-MM-dd}");
        return TypedResults.Ok(new NewTokenView(View(token), text));
    }

    private static async Task<IResult> RevokeToken(string id, HttpContext context, ProgramTokens tokens, Acts acts, CancellationToken cancel)
    {
        if ((tokens.Find(id) ?? tokens.All.FirstOrDefault(t => t.Name == id)) is not { } token) return Answers.Problem(404, $"There is no token {id}");
        await tokens.Revoke(token, cancel);
        acts.Done(context, "token.revoke", token.Name, token.Id);
        return TypedResults.Ok(View(token));
    }

    private static AdministratorView View(AccountRow account) => new(account.Name, account.Role, account.Created, account.LastSignIn);

    private static TokenView View(TokenRow token) => new(token.Id, token.Name, token.Role, token.CreatedBy, token.Created, token.Expires, token.LastUsed);

    private static IResult NoRole(string? word) => Answers.Problem(400, $"'{word}' is no role; write one of {RoleWords.All}");

    private static IResult NoAccount(string name) => Answers.Problem(404, $"There is no account {name}");
}
