using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Moves.Plans;
using Godwit.Moves.Terms;
using Godwit.Pool.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/plans: plans of moves that are kept, looked at, changed and run.</summary>
internal static class PlansApi
{
    private const int MostOnAPage = 1_000;
    private const int LongestName = 200;

    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        api.MapPost("/plans", Make);
        api.MapGet("/plans", List);
        api.MapGet("/plans/{id}", Show);
        MapChange(api, "/plans/{id}/exclude", "plan.exclude", (plans, id, users, cancel) => plans.Exclude(id, users, true, cancel));
        MapChange(api, "/plans/{id}/include", "plan.include", (plans, id, users, cancel) => plans.Exclude(id, users, false, cancel));
        MapChange(api, "/plans/{id}/first", "plan.reorder", (plans, id, users, cancel) => plans.PutFirst(id, users, cancel));
        api.MapDelete("/plans/{id}", (string id, HttpContext context, PlanTurns turns, IMovePlans plans, Acts acts, CancellationToken cancel) =>
            turns.Take(id, () => Delete(id, context, plans, acts, cancel), cancel)).TakesIfMatch();
        api.MapPost("/plans/{id}/name", (string id, RenamePlan order, HttpContext context, PlanTurns turns, IMovePlans plans, Acts acts, CancellationToken cancel) =>
            turns.Take(id, () => Rename(id, order, context, plans, acts, cancel), cancel)).TakesIfMatch();
        api.MapPost("/plans/{id}/run", (string id, RunPlan order, HttpContext context, PlanTurns turns, IMovePlans plans, IMoves moves, Acts acts, TimeProvider time, CancellationToken cancel) =>
            turns.Take(id, () => Run(id, order, context, plans, moves, acts, time, cancel), cancel)).TakesIfMatch();
    }

    private static void MapChange(IEndpointRouteBuilder api, string route, string act, Func<IMovePlans, string, IReadOnlyList<SipAddress>, CancellationToken, Task> change) =>
        api.MapPost(route, (string id, PlanUsers users, HttpContext context, PlanTurns turns, IMovePlans plans, Acts acts, CancellationToken cancel) =>
            turns.Take(id, () => Change(id, users, act, (named, token) => change(plans, id, named, token), context, plans, acts, cancel), cancel)).TakesIfMatch();

    private static Task<IResult> List(int? offset, int? limit, HttpRequest request, IMovePlans plans, CancellationToken cancel) =>
        Paging.Answer(offset, limit, request, () => plans.List(cancel), PlanViews.Of, (total, part) => new PageOfPlans(total, part));

    private static async Task<IResult> Make(MakePlan order, HttpContext context, ForestView forest, IMovePlans plans, Acts acts, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(order.Move?.To)) return Answers.Problem(400, "Say which pool to move to");
        if (order.Name is { Length: > LongestName }) return LongName();
        if (forest.FindPool(order.Move.To) is not { } target) return Answers.NoSuchPool(order.Move.To);
        var selection = UserSelection.Of(order.Move, forest);
        if (selection.Problem is not null) return Answers.Problem(selection.Status, selection.Problem);
        var request = new MoveRequest(selection.Users, target.Fqdn, order.Move.Force, Acts.WhoIn(context));
        var id = await plans.Make(request, order.Name?.Trim() ?? "", cancel);
        acts.Done(context, "plan.make", id, $"{request.Users.Count} users to {request.ToPool}{(request.Force ? ", by force" : "")}");
        return await Show(id, null, null, null, context, plans, cancel);
    }

    private static async Task<IResult> Show(string id, long? after, int? limit, string? part, HttpContext context, IMovePlans plans, CancellationToken cancel)
    {
        if (!Enum.TryParse<PlanPart>(part ?? nameof(PlanPart.All), ignoreCase: true, out var which)) return Answers.Problem(400, $"'{part}' is no part of a plan; ask for all, refused, warned, excluded or included");
        if (limit is < 0 or > MostOnAPage) return Answers.Problem(400, $"A page has 0 to {MostOnAPage} users");
        if (await plans.Find(id, cancel) is not { } plan) return NoSuchPlan(id);
        EntityTag.Say(context, plan.Head.ChangedAt.UtcTicks);
        var most = limit ?? MostOnAPage;
        // One more than asked for tells whether there is a next page.
        var users = await plans.Read(id, new PlanPage(which, after, most + 1), cancel);
        return TypedResults.Ok(PlanViews.Of(plan) with { Users = [.. users.Take(most).Select(PlanViews.Of)], Next = most > 0 && users.Count > most ? users[most - 1].Place : null });
    }

    private static async Task<IResult> Change(
        string id, PlanUsers order, string act, Func<IReadOnlyList<SipAddress>, CancellationToken, Task> change, HttpContext context, IMovePlans plans, Acts acts, CancellationToken cancel)
    {
        var users = new List<SipAddress>();
        foreach (var text in order.Users ?? [])
        {
            if (!SipAddress.TryParse(text, out var user)) return Answers.NoAddress(text);
            users.Add(user);
        }

        List<SipAddress> named = [.. users.Distinct()];
        if (named.Count == 0) return Answers.Problem(400, "Name at least one user");
        if (await plans.Find(id, cancel) is not { } plan) return NoSuchPlan(id);
        if (IsStale(plan, context)) return Changed(id);
        if (await plans.Missing(id, named, cancel) is { Count: > 0 } missing)
            return Answers.Problem(404, $"The plan has no user {missing[0]}{(missing.Count > 1 ? $", nor {missing.Count - 1} others of those named" : "")}; nothing was changed");
        await change(named, cancel);
        acts.Done(context, act, id, named.Count == 1 ? named[0].Value : $"{named.Count} users");
        return await Show(id, null, 0, null, context, plans, cancel);
    }

    private static async Task<IResult> Rename(string id, RenamePlan order, HttpContext context, IMovePlans plans, Acts acts, CancellationToken cancel)
    {
        var name = order.Name?.Trim() ?? "";
        if (name.Length > LongestName) return LongName();
        if (await plans.Find(id, cancel) is not { } plan) return NoSuchPlan(id);
        if (IsStale(plan, context)) return Changed(id);
        await plans.Rename(id, name, cancel);
        acts.Done(context, "plan.rename", id, name);
        return await Show(id, null, 0, null, context, plans, cancel);
    }

    private static async Task<IResult> Delete(string id, HttpContext context, IMovePlans plans, Acts acts, CancellationToken cancel)
    {
        if (await plans.Find(id, cancel) is not { } plan) return NoSuchPlan(id);
        if (IsStale(plan, context)) return Changed(id);
        await plans.Delete(id, cancel);
        acts.Done(context, "plan.delete", id);
        return TypedResults.Ok(PlanViews.Of(plan));
    }

    private static async Task<IResult> Run(string id, RunPlan order, HttpContext context, IMovePlans plans, IMoves moves, Acts acts, TimeProvider time, CancellationToken cancel)
    {
        if (await plans.Find(id, cancel) is not { Head: var plan } found) return NoSuchPlan(id);
        if (IsStale(found, context)) return Changed(id);
        var (terms, problem) = MoveTermsText.Read(order.Terms, time.GetUtcNow());
        if (problem is not null) return Answers.Problem(400, problem);
        var force = order.Force ?? plan.Force;
        var run = await plans.Run(id, users => new MoveRequest(users, plan.ToPool, force, Acts.WhoIn(context)) { Terms = terms }, cancel);
        acts.Done(context, "plan.run", id, $"move {run.MoveId} to {plan.ToPool}{(force ? ", by force" : "")}{(TermsJson.Write(terms) is { } on ? $", {on}" : "")}; {run.Differences} users stand otherwise than when it was made");
        return await moves.Report(run.MoveId, cancel) is { } report
            ? TypedResults.Ok(new PlanRunView(id, run.Differences, [.. run.Named.Select(d => new PlanChangeView(d.User.Value, d.What))], MoveViews.Of(report)))
            : Answers.NoSuchMove(run.MoveId);
    }

    private static bool IsStale(PlanSummary plan, HttpContext context) => EntityTag.Asked(context) is { } asked && asked != plan.Head.ChangedAt.UtcTicks;

    private static IResult Changed(string id) => EntityTag.Changed($"The plan {id}");

    private static IResult NoSuchPlan(string id) => Answers.Problem(404, $"There is no plan {id}; 'godwit move plan list' shows those there are");

    private static IResult LongName() => Answers.Problem(400, $"A plan's name has at most {LongestName} characters");
}
