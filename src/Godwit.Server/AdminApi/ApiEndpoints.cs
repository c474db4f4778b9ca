using System.Collections.Frozen;
using Godwit.Admin.Access;
using Godwit.Admin.Audit;
using Godwit.Admin.Clients;
using Godwit.Admin.Files;
using Godwit.Admin.Forest;
using Godwit.Admin.Moves;
using Godwit.Admin.Pools;
using Godwit.Admin.Users;
using Godwit.Server.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <param name="Role">The least that it takes.</param>
/// <param name="Answer">What a good answer holds; null = nothing, or no JSON.</param>
internal sealed record ApiEndpoint(Role Role, Type? Answer, string Does);

/// <summary>Who may what: every endpoint below /api/v1. One that is not named here is closed to everybody.</summary>
internal static class ApiEndpoints
{
    private static readonly FrozenDictionary<string, ApiEndpoint> All = new Dictionary<string, ApiEndpoint>
    {
        ["GET /openapi.json"] = new(Role.Reader, null, "This document"),
        ["GET /session"] = new(Role.Reader, typeof(SessionView), "Who the caller is"),
        ["GET /session/ways"] = new(Role.None, typeof(SignInWaysView), "How people may sign in"),
        ["POST /session"] = new(Role.None, typeof(SessionView), "Sign in with an account; the answer sets the session's cookie"),
        ["DELETE /session"] = new(Role.None, null, "Sign out"),
        ["POST /session/password"] = new(Role.Reader, null, "Change one's own password"),
        ["POST /accounts/first"] = new(Role.None, typeof(AdministratorView), "Make the first account, with the code of the one-time link"),
        ["GET /accounts"] = new(Role.ServerAdministrator, typeof(IReadOnlyList<AdministratorView>), "Accounts of people"),
        ["POST /accounts"] = new(Role.ServerAdministrator, typeof(AdministratorView), "Make an account"),
        ["PATCH /accounts/{name}"] = new(Role.ServerAdministrator, typeof(AdministratorView), "Change an account's role or password"),
        ["DELETE /accounts/{name}"] = new(Role.ServerAdministrator, typeof(AdministratorView), "Remove an account"),
        ["GET /tokens"] = new(Role.ServerAdministrator, typeof(IReadOnlyList<TokenView>), "Tokens of programs"),
        ["POST /tokens"] = new(Role.ServerAdministrator, typeof(NewTokenView), "Make a token; its text is in this answer only"),
        ["DELETE /tokens/{id}"] = new(Role.ServerAdministrator, typeof(TokenView), "Revoke a token"),
        ["GET /audit"] = new(Role.Reader, typeof(AuditPage), "Administrative acts, newest first"),
        ["GET /audit/export"] = new(Role.Reader, null, "Administrative acts as JSON lines or CSV, oldest first"),

        ["GET /forest"] = new(Role.Reader, typeof(ForestOverview), "The forest at a glance"),
        ["GET /figures"] = new(Role.Reader, typeof(FiguresView), "What was counted since the start, and in the last hour by minute"),
        ["GET /directory"] = new(Role.Reader, typeof(IReadOnlyList<ContainerView>), "The directory's containers"),
        ["GET /directory/accounts"] = new(Role.Reader, typeof(AccountsPage), "Accounts directly in a container"),
        ["POST /directory/accounts/enable"] = new(Role.UserAdministrator, typeof(UserView), "Make an account a user"),

        ["GET /users"] = new(Role.Reader, typeof(UsersPage), "Without parameters an array of everybody; with any, a page of those who are asked for"),
        ["POST /users"] = new(Role.UserAdministrator, typeof(UserView), "Add a user"),
        ["GET /users/{address}"] = new(Role.Reader, typeof(UserView), "One user"),
        ["PATCH /users/{address}"] = new(Role.UserAdministrator, typeof(UserView), "Change a user"),
        ["DELETE /users/{address}"] = new(Role.UserAdministrator, typeof(DeletedUserView), "Delete a user with all data; the account stays"),
        ["GET /users/{address}/clients"] = new(Role.Reader, typeof(UserClientsView), "Clients that a user was seen with"),
        ["POST /users/{address}/enable"] = new(Role.UserAdministrator, typeof(UserView), "Let a user sign in"),
        ["POST /users/{address}/disable"] = new(Role.UserAdministrator, typeof(UserView), "Let a user sign in no more"),
        ["POST /users/{address}/attributes"] = new(Role.UserAdministrator, typeof(UserView), "Change a contact card"),
        ["POST /users/configure"] = new(Role.UserAdministrator, typeof(UsersResult), "The same change of many users"),
        ["POST /users/delete"] = new(Role.UserAdministrator, typeof(UsersResult), "Delete many users"),
        ["GET /export"] = new(Role.UserAdministrator, null, "Users' data as a file"),
        ["POST /import"] = new(Role.UserAdministrator, null, "Users' data from a file"),

        ["GET /pools"] = new(Role.Reader, typeof(IReadOnlyList<PoolView>), "Pools"),
        ["GET /pools/{fqdn}"] = new(Role.Reader, typeof(PoolView), "One pool"),
        ["GET /pools/retired"] = new(Role.Reader, typeof(IReadOnlyList<RetiredPoolView>), "Retired pools"),
        ["POST /pools/{fqdn}/start"] = new(Role.ServerAdministrator, typeof(PoolView), "Start a pool"),
        ["POST /pools/{fqdn}/stop"] = new(Role.ServerAdministrator, typeof(PoolView), "Stop a pool"),
        ["POST /pools/{fqdn}/retire"] = new(Role.ServerAdministrator, typeof(RetireResult), "Take a pool out of the forest"),
        ["GET /pools/{fqdn}/clients"] = new(Role.Reader, typeof(PoolClientsView), "Clients that a pool's users were seen with"),
        ["GET /pools/{fqdn}/client-versions"] = new(Role.Reader, typeof(ClientVersionFilterView), "A pool's client version filter"),
        ["GET /pools/{fqdn}/client-versions/test"] = new(Role.Reader, typeof(ClientVersionVerdictView), "What a client would get"),
        ["POST /pools/{fqdn}/client-versions"] = new(Role.ServerAdministrator, typeof(ClientVersionFilterView), "Switch the filter, set its default"),
        ["POST /pools/{fqdn}/client-versions/rules"] = new(Role.ServerAdministrator, typeof(ClientVersionFilterView), "Add a rule"),
        ["DELETE /pools/{fqdn}/client-versions/rules/{rule:int}"] = new(Role.ServerAdministrator, typeof(ClientVersionFilterView), "Remove a rule"),

        ["GET /moves"] = new(Role.Reader, typeof(PageOfMoves), "Moves, newest first: without parameters an array of all; with any, a page"),
        ["POST /moves"] = new(Role.UserAdministrator, typeof(MoveView), "Move users, or say what would become of them"),
        ["POST /moves/forced"] = new(Role.UserAdministrator, typeof(ForcedMoveView), "Move users by force with their data from a file"),
        ["GET /moves/events"] = new(Role.Reader, null, "The progress of all moves as server-sent events"),
        ["GET /moves/{id}"] = new(Role.Reader, typeof(MoveView), "A move and its users"),
        ["GET /moves/{id}/users"] = new(Role.Reader, typeof(MoveUsersView), "A page of a move's users"),
        ["GET /moves/{id}/events"] = new(Role.Reader, null, "A move's progress as server-sent events"),
        ["GET /moves/{id}/report"] = new(Role.Reader, null, "A move's report as CSV or HTML"),
        ["GET /moves/{id}/receipts"] = new(Role.Reader, null, "Receipts, a line of JSON each"),
        ["GET /moves/{id}/receipts/now"] = new(Role.Reader, null, "Receipts beside what has become of the data since"),
        ["POST /moves/{id}/suspend"] = new(Role.UserAdministrator, typeof(MoveProgressView), "Suspend a move"),
        ["POST /moves/{id}/resume"] = new(Role.UserAdministrator, typeof(MoveProgressView), "Resume a move"),
        ["POST /moves/{id}/cancel"] = new(Role.UserAdministrator, typeof(MoveProgressView), "Cancel a move"),
        ["POST /moves/{id}/retry"] = new(Role.UserAdministrator, typeof(MoveProgressView), "Try failed users again"),
        ["POST /moves/{id}/terms"] = new(Role.UserAdministrator, typeof(MoveProgressView), "Change a move's terms"),
        ["POST /moves/{id}/undo"] = new(Role.UserAdministrator, typeof(MoveView), "Move users back"),
        ["GET /moves/doctor"] = new(Role.Reader, typeof(DoctorView), "What the doctor's last look has found"),
        ["POST /moves/doctor"] = new(Role.UserAdministrator, typeof(DoctorView), "Look at the forest, and mend"),
        ["GET /receipts/key"] = new(Role.Reader, null, "The public key of receipts, as PEM"),

        ["GET /plans"] = new(Role.Reader, typeof(PageOfPlans), "Plans, newest first: without parameters an array of all; with any, a page"),
        ["POST /plans"] = new(Role.UserAdministrator, typeof(PlanView), "Make a plan"),
        ["GET /plans/{id}"] = new(Role.Reader, typeof(PlanView), "A plan and a page of its users"),
        ["DELETE /plans/{id}"] = new(Role.UserAdministrator, typeof(PlanView), "Delete a plan"),
        ["POST /plans/{id}/exclude"] = new(Role.UserAdministrator, typeof(PlanView), "Leave users out"),
        ["POST /plans/{id}/include"] = new(Role.UserAdministrator, typeof(PlanView), "Take users in again"),
        ["POST /plans/{id}/first"] = new(Role.UserAdministrator, typeof(PlanView), "Let users go first"),
        ["POST /plans/{id}/name"] = new(Role.UserAdministrator, typeof(PlanView), "Rename a plan"),
        ["POST /plans/{id}/run"] = new(Role.UserAdministrator, typeof(PlanRunView), "Run a plan"),
    }.ToFrozenDictionary();

    /// <summary>Tells every endpoint of the group what stands here of it.</summary>
    public static void TakeRoles(this RouteGroupBuilder api, string prefix) => ((IEndpointConventionBuilder)api).Finally(builder =>
    {
        if (builder is not RouteEndpointBuilder route || builder.Metadata.OfType<IHttpMethodMetadata>().FirstOrDefault() is not { HttpMethods: [var method] }) return;
        if (!All.TryGetValue($"{method} {route.RoutePattern.RawText![prefix.Length..]}", out var endpoint)) return;
        builder.Metadata.Add(new RequiredRole(endpoint.Role));
        builder.Metadata.Add(new EndpointSummaryAttribute(endpoint.Does));
        builder.Metadata.Add(new TagsAttribute(route.RoutePattern.RawText[(prefix.Length + 1)..].Split('/')[0]));
        if (endpoint.Answer is { } answer) builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, answer, ["application/json"]));
    });
}
