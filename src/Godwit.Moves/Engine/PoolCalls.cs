using Godwit.Pool.BackEnds;

namespace Godwit.Moves.Engine;

/// <summary>Asks pools, within a time. Whatever way a pool has of not answering, the caller sees <see cref="PoolUnavailableException"/>.</summary>
public sealed class PoolCalls(IPoolLinks links, MoveOptions options, TimeProvider time)
{
    public async Task<T> Ask<T>(string fqdn, Func<IPoolLink, CancellationToken, Task<T>> question, CancellationToken cancel)
    {
        if (links.Find(fqdn) is not { } link) throw new PoolUnavailableException(fqdn);
        using var limit = new CancellationTokenSource(options.CallTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return await question(link, both.Token);
        }
        catch (BackEndUnavailableException e)
        {
            throw new PoolUnavailableException(fqdn, e) { IsFull = e.IsFull };
        }
        catch (PoolUnavailableException e) when (e.Fqdn != fqdn)
        {
            throw new PoolUnavailableException(fqdn, e);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new PoolUnavailableException(fqdn, e);
        }
    }

    public Task Tell(string fqdn, Func<IPoolLink, CancellationToken, Task> order, CancellationToken cancel) =>
        Ask(fqdn, async (link, token) =>
        {
            await order(link, token);
            return true;
        }, cancel);

    public async Task<bool> IsUp(string fqdn, CancellationToken cancel)
    {
        try
        {
            await Tell(fqdn, (link, token) => link.Ping(token), cancel);
            return true;
        }
        catch (PoolUnavailableException)
        {
            return false;
        }
    }

    public IPoolLink? Find(string? fqdn) => links.Find(fqdn);

    public IReadOnlyList<IPoolLink> Retired => links.Retired;
}
