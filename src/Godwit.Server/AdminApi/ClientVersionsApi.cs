using Godwit.Admin.Clients;
using Godwit.FrontEnd.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.Pools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/pools/{fqdn}/client-versions: a pool's client version filter.</summary>
internal static class ClientVersionsApi
{
    public static void MapClientVersions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/pools/{fqdn}/client-versions", (string fqdn, ClientVersionEdits edits) => edits.Show(fqdn));
        api.MapPost("/pools/{fqdn}/client-versions", (string fqdn, SetClientVersionFilter request, HttpContext context, ClientVersionEdits edits, CancellationToken cancel) => edits.Set(fqdn, request, context, cancel));
        api.MapPost("/pools/{fqdn}/client-versions/rules", (string fqdn, AddClientVersionRule request, HttpContext context, ClientVersionEdits edits, CancellationToken cancel) => edits.Add(fqdn, request, context, cancel));
        api.MapDelete("/pools/{fqdn}/client-versions/rules/{rule:int}", (string fqdn, int rule, HttpContext context, ClientVersionEdits edits, CancellationToken cancel) => edits.Remove(fqdn, rule, context, cancel));
        api.MapGet("/pools/{fqdn}/client-versions/test", (string fqdn, string? userAgent, ClientVersionEdits edits) => edits.Test(fqdn, userAgent ?? ""));
    }
}

/// <summary>What the admin API shows and changes of client version filters.</summary>
internal sealed class ClientVersionEdits(ForestView forest, PoolRack rack, Acts acts)
{
    public IResult Show(string fqdn) => Find(fqdn, out var pool) ?? TypedResults.Ok(View(pool!, pool!.Filter!));

    public async Task<IResult> Set(string fqdn, SetClientVersionFilter request, HttpContext context, CancellationToken cancel)
    {
        if (Find(fqdn, out var pool) is { } problem) return problem;
        var action = ClientWords.Action(request.DefaultAction);
        if (request.DefaultAction is { } word && action is null) return NoAction(word);
        var url = string.IsNullOrEmpty(request.DefaultUrl) ? null : request.DefaultUrl;
        if (action is null && url is not null) return Answers.Problem(400, "A URL comes with the default action that tells it");
        if (action is { } given && ClientVersionCheck.FindUrlProblem(given, url) is { } wrong) return Answers.Problem(400, wrong);

        var after = await pool!.ChangeFilter(f => f with
        {
            Enabled = request.Enabled ?? f.Enabled,
            DefaultAction = action ?? f.DefaultAction,
            DefaultUrl = action is null ? f.DefaultUrl : url,
        }, cancel);
        if (request.Enabled is { } enabled) acts.Done(context, enabled ? "filter.on" : "filter.off", pool.Record.Fqdn);
        if (action is { } set) acts.Done(context, "filter.default", pool.Record.Fqdn, url is null ? ClientWords.Of(set) : $"{ClientWords.Of(set)} {url}");
        return TypedResults.Ok(View(pool, after!));
    }

    public async Task<IResult> Add(string fqdn, AddClientVersionRule request, HttpContext context, CancellationToken cancel)
    {
        if (Find(fqdn, out var pool) is { } problem) return problem;
        if (ClientWords.Action(request.Action) is not { } action) return NoAction(request.Action);
        if (ClientWords.Comparison(string.IsNullOrEmpty(request.Comparison) ? "EQL" : request.Comparison) is not { } comparison)
            return Answers.Problem(400, $"'{request.Comparison}' is not a comparison: say LSS, LEQ, EQL, GEQ or GTR");
        if (!VersionPattern.TryParse(string.IsNullOrEmpty(request.Version) ? "*" : request.Version, out var version))
            return Answers.Problem(400, $"'{request.Version}' is not a version like 2.0.6362.*: four numbers, or * for any");
        var rule = new ClientVersionRule(0, request.Agent ?? "", version, comparison, action, string.IsNullOrEmpty(request.Url) ? null : request.Url, request.Enabled);
        if (ClientVersionCheck.FindProblem(rule) is { } wrong) return Answers.Problem(400, wrong);
        if (request.Place is < 1) return Answers.Problem(400, "Places are counted from 1");

        var added = rule;
        var after = await pool!.ChangeFilter(f =>
        {
            added = rule with { Id = f.Rules.Select(r => r.Id).DefaultIfEmpty().Max() + 1 };
            return f.Rules.Length < ClientVersionCheck.MostRules ? f.Add(added, request.Place) : null;
        }, cancel);
        if (after is null) return Answers.Problem(409, $"A filter has at most {ClientVersionCheck.MostRules} rules: remove one first");
        acts.Done(context, "filter.add", pool.Record.Fqdn, Words(added));
        return TypedResults.Ok(View(pool, after));
    }

    public async Task<IResult> Remove(string fqdn, int id, HttpContext context, CancellationToken cancel)
    {
        if (Find(fqdn, out var pool) is { } problem) return problem;
        ClientVersionRule? rule = null;
        var after = await pool!.ChangeFilter(f =>
        {
            rule = f.Rules.FirstOrDefault(r => r.Id == id);
            return f.Remove(id);
        }, cancel);
        if (after is null) return Answers.Problem(404, $"The client version filter of {pool.Record.Fqdn} has no rule {id}");
        acts.Done(context, "filter.remove", pool.Record.Fqdn, Words(rule!));
        return TypedResults.Ok(View(pool, after));
    }

    public IResult Test(string fqdn, string userAgent)
    {
        if (Find(fqdn, out var pool) is { } problem) return problem;
        var verdict = pool!.Filter!.Decide(userAgent);
        var answer = ClientVersionAnswers.Of(verdict);
        return TypedResults.Ok(new ClientVersionVerdictView(
            pool.Record.Fqdn, userAgent, ClientWords.Of(verdict.Action), verdict.Url ?? "", verdict.Rule, verdict.IsBlocked ? 403 : 200, answer?.Reason.Code, answer?.Reason.Sentence ?? "",
            ClientWords.Of(ProductTokens.GenerationOf(userAgent, supportsCategories: false))));
    }

    /// <summary>The pool whose filter is meant, or why there is none.</summary>
    private IResult? Find(string fqdn, out IForestPool? pool)
    {
        pool = rack.FindAnywhere(fqdn);
        if (pool is null) return Answers.NoPoolHere(fqdn, forest);
        if (pool.Filter is null) return Answers.Problem(409, $"{pool.Record.Fqdn} is an {PoolNames.Of(pool.Record.Generation)} pool: only OCS 2007 and later pools have a client version filter");
        return null;
    }

    private static IResult NoAction(string? word) => Answers.Problem(400, $"'{word}' is not an action: say allow, allow-with-url, block or block-with-url");

    private static string Words(ClientVersionRule rule) =>
        $"rule {rule.Id}: {rule.UserAgent} {ClientWords.Of(rule.Comparison)} {rule.Version} {ClientWords.Of(rule.Action)}{(rule.Url is null ? "" : " " + rule.Url)}{(rule.Enabled ? "" : ", off")}";

    private static ClientVersionFilterView View(IForestPool pool, ClientVersionFilter filter) =>
        new(pool.Record.Fqdn, filter.Enabled, ClientWords.Of(filter.DefaultAction), filter.DefaultUrl ?? "", [.. filter.Rules.Select(r =>
            new ClientVersionRuleView(r.Id, r.UserAgent, r.Version.ToString(), ClientWords.Of(r.Comparison), ClientWords.Of(r.Action), r.Url ?? "", r.Enabled))]);
}
