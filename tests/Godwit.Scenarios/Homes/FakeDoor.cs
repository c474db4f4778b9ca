using System.Collections.Concurrent;
using Godwit.Pool.Homes;

namespace Godwit.Scenarios.Homes;

/// <summary>Remembers what left the pool, for whom, in order.</summary>
internal sealed class FakeDoor : IEndpointDoor
{
    private readonly ConcurrentQueue<(EndpointKey Endpoint, object What)> _left = new();

    public void Deliver(EndpointKey endpoint, HomeNotification notification) => _left.Enqueue((endpoint, notification));

    public void Deregister(EndpointKey endpoint, DeregisterReason reason) => _left.Enqueue((endpoint, reason));

    public List<T> For<T>(EndpointKey endpoint) => [.. _left.Where(l => l.Endpoint == endpoint).Select(l => l.What).OfType<T>()];
}
