using System.Threading.Channels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Godwit.Pool.Homes;

/// <summary>Tells watchers of a user's contact card when the directory has another name, mail, phone or title of her.</summary>
public sealed partial class ChangedCards(ForestView forest, PoolIdentity pool, ActiveHomes homes, IGrainFactory grains, ILogger<ChangedCards> logger)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var found = Channel.CreateUnbounded<SipAddress>(new UnboundedChannelOptions { SingleReader = true });
        forest.Changed += Look;
        try
        {
            await foreach (var user in found.Reader.ReadAllAsync(cancel)) await Tell(user);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        finally
        {
            forest.Changed -= Look;
        }

        void Look(DirectoryUser? before, DirectoryUser? after)
        {
            // A user whose home sleeps has no watchers: whoever comes is shown the card of that time.
            if (before is not null && after is not null && !after.HasCardOf(before)
                && string.Equals(after.HomePool, pool.Fqdn, StringComparison.OrdinalIgnoreCase) && homes.Find(after.Address) is not null) found.Writer.TryWrite(after.Address);
        }
    }

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
        catch (BackEndUnavailableException fault)
        {
            LogNotTold(logger, user, fault);
        }
    }

    [LoggerMessage(1211, LogLevel.Warning, "The contact card of {User} has changed; her watchers could not be told and see the old one until they subscribe anew")]
    private static partial void LogNotTold(ILogger log, SipAddress user, Exception fault);
}
