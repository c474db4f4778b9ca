using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Godwit.Pool.Homes;

/// <summary>Tells watchers of a user's contact card when the directory has another name, mail, phone or title of her.</summary>
public sealed partial class ChangedCards(ForestView forest, PoolIdentity pool, ActiveHomes homes, IGrainFactory grains, ILogger<ChangedCards> logger)
{
    /// <summary>Runs until cancelled.</summary>
    public Task Run(CancellationToken cancel) => ChangedUsers.Follow(forest, WhoHasAnotherCard, Tell, cancel);

    /// <summary>A user whose home has no audience is shown to whoever comes as she is then.</summary>
    private SipAddress? WhoHasAnotherCard(DirectoryUser? before, DirectoryUser? after) =>
        before is not null && after is not null && !after.HasCardOf(before)
        && string.Equals(after.HomePool, pool.Fqdn, StringComparison.OrdinalIgnoreCase) && homes.Find(after.Address) is { HasAudience: true } ? after.Address : null;

    private async Task Tell(SipAddress user)
    {
        try
        {
            await grains.GetGrain<IHomeGrain>(user.Value).TellCard();
        }
        catch (MovedException)
        {
            // Her next home shows her watchers all of her, the card included.
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One home that can't be reached must not keep the others waiting.
            LogNotTold(logger, user, fault);
        }
    }

    [LoggerMessage(1211, LogLevel.Warning, "The contact card of {User} has changed; her watchers could not be told and see the old one until they subscribe anew")]
    private static partial void LogNotTold(ILogger log, SipAddress user, Exception fault);
}
