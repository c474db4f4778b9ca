using Godwit.Admin.Users;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.Pools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/users: who there is, where they are homed, and who may sign in.</summary>
internal static class UsersApi
{
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/users", UserListApi.List);
        api.MapGet("/users/{address}", Show);
        api.MapPost("/users", Add);
        api.MapPost("/users/{address}/enable", (string address, HttpContext context, UserEdits edits, CancellationToken cancel) => edits.SetEnabled(address, true, context, cancel));
        api.MapPost("/users/{address}/disable", (string address, HttpContext context, UserEdits edits, CancellationToken cancel) => edits.SetEnabled(address, false, context, cancel));
        api.MapPost("/users/{address}/attributes", (string address, SetAttributes request, HttpContext context, UserEdits edits, CancellationToken cancel) =>
            edits.SetAttributes(address, request, context, cancel));
        api.MapPatch("/users/{address}", (string address, SetUser request, HttpContext context, UserSettings settings, CancellationToken cancel) => settings.Set(address, request, context, cancel)).TakesIfMatch();
        api.MapDelete("/users/{address}", (string address, bool? force, HttpContext context, UserRemoval removal, CancellationToken cancel) => removal.Delete(address, force ?? false, context, cancel)).TakesIfMatch();
        api.MapPost("/users/configure", (ConfigureUsers request, HttpContext context, UserSettings settings, CancellationToken cancel) => settings.Configure(request, context, cancel));
        api.MapPost("/users/delete", (DeleteUsers request, HttpContext context, UserRemoval removal, CancellationToken cancel) => removal.Delete(request, context, cancel));
    }

    private static async Task<IResult> Show(string address, HttpContext context, UserViews views, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(address, out var user)) return Answers.NoAddress(address);
        if (await views.Find(user, cancel) is not { } view) return Answers.NoSuchUser(user.Value);
        EntityTag.Say(context, view.Revision);
        return TypedResults.Ok(view);
    }

    private static async Task<IResult> Add(AddUser request, HttpContext context, UserEdits edits, CancellationToken cancel) => await edits.Add(request, context, cancel);
}

/// <summary>What the admin API changes in the directory's users.</summary>
internal sealed class UserEdits(ForestSettings settings, ForestView forest, UserReplicator replicator, IDirectoryEditor editor, PoolRack rack, UserViews views, Acts acts)
{
    private const int MostCharacters = 256;

    public async Task<IResult> Add(AddUser request, HttpContext context, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(request.Address, out var address)) return Answers.NoAddress(request.Address ?? "");
        if (!settings.Domains.Contains(address.Domain)) return Answers.NoDomainHere(address.Domain, settings);
        if (string.IsNullOrEmpty(request.Password)) return Answers.Problem(400, "A user needs a password");
        var home = string.IsNullOrEmpty(request.Pool) ? null : forest.FindPool(request.Pool)?.Fqdn;
        if (home is null && !string.IsNullOrEmpty(request.Pool)) return Answers.NoSuchPool(request.Pool);

        var name = string.IsNullOrWhiteSpace(request.DisplayName) ? NameOf(address) : request.DisplayName.Trim();
        var result = await editor.Add([new NewUser(address, address.User, name, address.Value, request.OrganizationalUnit ?? "", home, request.EnhancedPresence, request.Password)], cancel);
        if (result != EditResult.Done)
        {
            var why = result switch
            {
                EditResult.AddressInUse => $"The address {address} is in use",
                EditResult.LoginInUse => $"The login {address.User} is in use",
                EditResult.NoSuchPool => $"There is no pool {request.Pool}",
                _ => $"The directory did not take {address}: {result}",
            };
            acts.Refused(context, "user.add", address.Value, why);
            return Answers.Problem(409, why);
        }

        await replicator.CatchUp(cancel);
        acts.Done(context, "user.add", address.Value, home is null ? "unassigned" : $"home {home}");
        return TypedResults.Ok(await views.Find(address, cancel));
    }

    public async Task<IResult> SetEnabled(string text, bool enabled, HttpContext context, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(text, out var address)) return Answers.NoAddress(text);
        if (await editor.SetEnabled(address, enabled, cancel) != EditResult.Done) return Answers.NoSuchUser(address.Value);
        await replicator.CatchUp(cancel);
        // The directory refuses new sign-ins from now on; whoever is in goes out.
        if (!enabled && rack.FindAnywhere(forest.Find(address)?.HomePool) is { } pool) await pool.SignOut(address, DeregisterReason.UserDisabled);
        acts.Done(context, enabled ? "user.enable" : "user.disable", address.Value);
        return TypedResults.Ok(await views.Find(address, cancel));
    }

    public async Task<IResult> SetAttributes(string text, SetAttributes request, HttpContext context, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(text, out var address)) return Answers.NoAddress(text);
        if (request.Attributes is not { Count: > 0 } attributes) return Answers.Problem(400, "Name the attributes to change");
        if (attributes.Values.Any(v => v?.Length > MostCharacters)) return Answers.Problem(400, $"An attribute may have {MostCharacters} characters");
        var result = await editor.SetAttributes(address, attributes, cancel);
        if (result == EditResult.NoSuchUser) return Answers.NoSuchUser(address.Value);
        if (result != EditResult.Done)
            return Answers.Problem(400, $"Attributes that can be changed are: {string.Join(", ", CardAttributes.All)}; and a user needs a displayName");
        await replicator.CatchUp(cancel);
        acts.Done(context, "user.attributes", address.Value, string.Join(", ", attributes.Keys.Order()));
        return TypedResults.Ok(await views.Find(address, cancel));
    }

    /// <summary>anna.berg@… → Anna Berg</summary>
    private static string NameOf(SipAddress address) =>
        string.Join(' ', address.User.Split('.', '_', '-').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
}
