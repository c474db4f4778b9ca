using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>What was deleted, in numbers, and how many users' data was kept because it may be all they have.</summary>
public sealed record DeletedData(int Users, UserSurvey Items, int Kept);

/// <summary>Data in the back end of a pool that was retired: kept until somebody says otherwise.</summary>
public sealed class LeftData(PoolTies ties, PoolCalls pools, HomeTruth truth)
{
    private const int AtATime = 500;

    /// <summary>Deletes the copies of users whose own data is safe at their home elsewhere; or, when it is said so, everybody's.</summary>
    public async Task<DeletedData> Delete(string pool, bool everybodys, CancellationToken cancel)
    {
        await truth.CatchUp(cancel);
        var deleted = new DeletedData(0, UserSurvey.Nothing, 0);
        var some = new List<SipAddress>(AtATime);
        await foreach (var copy in ties.Copies(pool, cancel))
        {
            some.Add(copy.User);
            if (some.Count < AtATime) continue;
            deleted = await Delete(pool, some, everybodys, deleted, cancel);
            some.Clear();
        }

        return await Delete(pool, some, everybodys, deleted, cancel);
    }

    private async Task<DeletedData> Delete(string pool, List<SipAddress> users, bool everybodys, DeletedData before, CancellationToken cancel)
    {
        if (users.Count == 0) return before;
        IReadOnlyList<SipAddress> goes = everybodys ? [.. users] : [.. await Safe(pool, users, cancel)];
        var surveys = await pools.Ask(pool, (link, token) => link.BackEnd.Survey(goes, token), cancel);
        await pools.Tell(pool, (link, token) => link.BackEnd.Delete(goes, token), cancel);
        return new DeletedData(before.Users + goes.Count, surveys.Aggregate(before.Items, Sum), before.Kept + users.Count - goes.Count);
    }

    private async Task<List<SipAddress>> Safe(string pool, IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        var safe = new List<SipAddress>();
        foreach (var home in users.GroupBy(truth.HomeOf).Where(g => g.Key is not null && !HomeTruth.Same(g.Key, pool)))
        {
            try
            {
                var copies = await pools.Ask(home.Key!, (link, token) => link.BackEnd.CopiesOf([.. home], token), cancel);
                safe.AddRange(copies.Where(c => c.State == UserCopyState.Homed).Select(c => c.User));
            }
            catch (PoolUnavailableException)
            {
                // Nobody knows: it is kept.
            }
        }

        return safe;
    }

    private static UserSurvey Sum(UserSurvey a, UserSurvey b) => new(
        a.RichMode || b.RichMode, a.Contacts + b.Contacts, a.Groups + b.Groups, a.Aces + b.Aces, a.Members + b.Members, a.Publications + b.Publications, a.Meetings + b.Meetings);
}
