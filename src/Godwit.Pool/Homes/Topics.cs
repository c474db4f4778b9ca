namespace Godwit.Pool.Homes;

/// <summary>What of her own data an endpoint of the user wants to be told about.</summary>
[Flags]
internal enum Topics
{
    None = 0,
    Contacts = 1,
    Acl = 2,
    Categories = 4,
    Containers = 8,
    Subscribers = 16,
    PendingWatchers = 32,
    Watchers = 64,
}

/// <summary>Which of the user's endpoints subscribed to what. A dictionary only once somebody did.</summary>
internal sealed class TopicSet
{
    private readonly Dictionary<EndpointKey, Topics> _topics = [];

    public void Add(EndpointKey endpoint, Topics topics) => _topics[endpoint] = _topics.GetValueOrDefault(endpoint) | topics;

    public void Remove(EndpointKey endpoint) => _topics.Remove(endpoint);

    public bool Has(Topics topic)
    {
        foreach (var topics in _topics.Values)
            if ((topics & topic) != 0) return true;
        return false;
    }

    public void Tell(IEndpointDoor door, Topics topic, HomeNotification notification, EndpointKey? except = null)
    {
        foreach (var (endpoint, topics) in _topics)
            if ((topics & topic) != 0 && endpoint != except) door.Deliver(endpoint, notification);
    }
}
