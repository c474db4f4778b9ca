using System.Threading.Channels;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Godwit.Pool.Homes;

/// <summary>Signs a user's endpoints out as soon as the directory says that she is disabled, or gone.</summary>
public sealed partial class DisabledUsers(ForestView forest, PoolIdentity pool, ActiveHomes homes, IGrainFactory grains, ILogger<DisabledUsers> logger)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var found = Channel.CreateUnbounded<SipAddress>(new UnboundedChannelOptions { SingleReader = true });
        forest.Changed += Look;
        try
        {
            await foreach (var user in found.Reader.ReadAllAsync(cancel)) await Close(user);
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
            if (before is not { Enabled: true } || after is { Enabled: true }) return;
            if (string.Equals(before.HomePool, pool.Fqdn, StringComparison.OrdinalIgnoreCase) && homes.Find(before.Address) is not null) found.Writer.TryWrite(before.Address);
        }
    }

    private async Task Close(SipAddress user)
    {
        try
        {
            var endpoints = await grains.GetGrain<IHomeGrain>(user.Value).Close(DeregisterReason.UserDisabled);
            if (endpoints > 0) LogClosed(logger, user, endpoints);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogCloseFailed(logger, user, fault);
        }
    }
}
