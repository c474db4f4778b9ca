using Godwit.Admin.Users;
using Godwit.Moves;
using Godwit.Moves.Vault;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Server.Pools;
using Microsoft.AspNetCore.Http;

namespace Godwit.Server.AdminApi;

/// <summary>
/// Deletes users as the originals do: the account stays in the directory without communications, and all data of the user at her pool is deleted for good; so are the
/// copies that other pools and the vault have of it.
/// </summary>
internal sealed class UserRemoval(ForestView forest, UserReplicator replicator, IDirectoryEditor editor, IMoves moves, IParcelVault vault, PoolRack rack, Acts acts)
{
    private const string Act = "user.delete";
    private const int Batch = 100;

    public async Task<IResult> Delete(string text, bool force, HttpContext context, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(text, out var address)) return Answers.NoAddress(text);
        if (forest.Find(address) is not { } user) return Answers.NoSuchUser(address.Value);
        if (EntityTag.Asked(context) is { } revision && revision != user.Revision) return EntityTag.Changed(address.Value);
        if ((await Delete([address], force, context, cancel)).FirstOrDefault(p => !p.Done) is { } refused) return Answers.Problem(409, refused.Reason);
        var kept = rack.FindAnywhere(user.HomePool) is { IsRunning: false };
        return TypedResults.Ok(new DeletedUserView(address.Value, user.HomePool ?? "", user.HomePool is null ? "none" : kept ? "kept" : "deleted"));
    }

    public async Task<IResult> Delete(DeleteUsers order, HttpContext context, CancellationToken cancel)
    {
        var selection = UserSelection.Of(order, forest, "delete");
        if (selection.Problem is not null) return Answers.Problem(selection.Status, selection.Problem);
        var problems = new List<UserResult>();
        foreach (var batch in selection.Users.Chunk(Batch)) problems.AddRange(await Delete(batch, order.Force, context, cancel));
        var refused = problems.Count(p => !p.Done);
        return TypedResults.Ok(new UsersResult(selection.Users.Count - refused, refused, problems));
    }

    private async Task<IReadOnlyList<UserResult>> Delete(IReadOnlyList<SipAddress> users, bool force, HttpContext context, CancellationToken cancel)
    {
        var problems = new List<UserResult>();
        await moves.Beside(users, async free =>
        {
            var going = new List<DirectoryUser>();
            foreach (var address in users)
            {
                if (forest.Find(address) is not { } user) problems.Add(new UserResult(address.Value, false, $"There is no user {address}"));
                else if (Refusal(user, free.Contains(address), force) is { } why)
                {
                    problems.Add(new UserResult(address.Value, false, why));
                    acts.Refused(context, Act, address.Value, why);
                }
                else going.Add(user);
            }

            if (going.Count > 0) problems.AddRange(await Remove(going, context, cancel));
        }, cancel);
        return problems;
    }

    private string? Refusal(DirectoryUser user, bool free, bool force)
    {
        if (!free || user.TargetPool is not null) return $"A move of {user.Address} is under way; wait for its end, or cancel it";
        return !force && rack.FindAnywhere(user.HomePool) is { IsRunning: false } pool
            ? $"The pool {pool.Record.Fqdn} is out of reach, so the data of {user.Address} can't be deleted there; start the pool, or use force: then it is kept"
            : null;
    }

    private async Task<IReadOnlyList<UserResult>> Remove(IReadOnlyList<DirectoryUser> users, HttpContext context, CancellationToken cancel)
    {
        SipAddress[] addresses = [.. users.Select(u => u.Address)];
        await editor.Remove(addresses, cancel);
        // From here on nobody of them can sign in; what is left to do is done whatever becomes of the caller.
        await replicator.CatchUp(CancellationToken.None);
        var kept = new List<string>();
        foreach (var home in users.GroupBy(u => u.HomePool ?? "", StringComparer.OrdinalIgnoreCase)) await SignOut(home.Key, [.. home.Select(u => u.Address)]);
        foreach (var link in forest.Pools.Keys.Select(rack.Links.Find).OfType<IPoolLink>().Concat(rack.Links.Retired))
            if (!await TryDelete(link, addresses)) kept.Add(link.Pool.Fqdn);
        await vault.Forget(addresses, CancellationToken.None);
        var left = kept.Count == 0 ? null : $"Kept is what {string.Join(", ", kept)} may hold of her data: out of reach";
        acts.AllDone(context, Act, [.. users.Select(u => u.Address.Value)], left ?? "her data was deleted");
        return left is null ? [] : [.. addresses.Select(a => new UserResult(a.Value, true, left))];
    }

    /// <summary>Signed out, and nothing of theirs under way: what a home writes after its data was deleted would stay for ever.</summary>
    private async Task SignOut(string home, IReadOnlyList<SipAddress> users)
    {
        if (rack.FindAnywhere(home) is not { IsRunning: true } pool || rack.Links.Find(home) is not { } link) return;
        try
        {
            foreach (var user in users) await pool.SignOut(user, DeregisterReason.UserDisabled);
            await link.Fence(users, CancellationToken.None);
            await link.Release(users, null, CancellationToken.None);
        }
        catch (PoolUnavailableException)
        {
            // Stopped just now: nobody is signed in there any more.
        }
    }

    private static async Task<bool> TryDelete(IPoolLink link, IReadOnlyList<SipAddress> users)
    {
        try
        {
            await link.BackEnd.Delete(users, CancellationToken.None);
            return true;
        }
        catch (Exception e) when (e is BackEndUnavailableException or PoolUnavailableException)
        {
            return false;
        }
    }
}
