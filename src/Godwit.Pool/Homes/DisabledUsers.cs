using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Godwit.Pool.Homes;

/// <summary>Signs a user's endpoints out as soon as the directory says that she is disabled, or gone.</summary>
public sealed partial class DisabledUsers(ForestView forest, PoolIdentity pool, ActiveHomes homes, IGrainFactory grains, ILogger<DisabledUsers> logger)
{
    /// <summary>Runs until cancelled.</summary>
    public Task Run(CancellationToken cancel) => ChangedUsers.Follow(forest, WhoIsDisabled, Close, cancel);

    private SipAddress? WhoIsDisabled(DirectoryUser? before, DirectoryUser? after) =>
        before is { Enabled: true } && after is not { Enabled: true }
        && string.Equals(before.HomePool, pool.Fqdn, StringComparison.OrdinalIgnoreCase) && homes.Find(before.Address) is not null ? before.Address : null;

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
