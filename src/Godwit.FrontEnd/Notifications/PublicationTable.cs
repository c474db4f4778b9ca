using System.Collections.Concurrent;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Notifications;

/// <summary>
/// Publications of plain clients (RFC 3903): one an endpoint, named by an entity tag that changes with every change, until its time is up.
/// </summary>
public sealed class PublicationTable(EndpointTable endpoints, HomeOf homeOf, TimeProvider time)
{
    private readonly ConcurrentDictionary<EndpointKey, (string Tag, DateTimeOffset ExpiresAt)> _publications = new();

    /// <summary>True when the endpoint's publication has this tag and has not run out.</summary>
    public bool Has(EndpointKey endpoint, string tag) =>
        _publications.TryGetValue(endpoint, out var publication) && publication.Tag == tag && publication.ExpiresAt > time.GetUtcNow();

    /// <summary>Keeps the endpoint's publication for so long; its new tag.</summary>
    public string Put(EndpointKey endpoint, TimeSpan expires)
    {
        var tag = Refusal.NewTag();
        _publications[endpoint] = (tag, time.GetUtcNow() + expires);
        return tag;
    }

    public void Remove(EndpointKey endpoint) => _publications.TryRemove(endpoint, out _);

    /// <summary>Ends the publications whose time is up.</summary>
    public async Task Sweep(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var (endpoint, publication) in _publications)
        {
            if (publication.ExpiresAt > now || !_publications.TryRemove(KeyValuePair.Create(endpoint, publication))) continue;
            // An endpoint that signed out took its presence along.
            if (endpoints.Find(endpoint) is not null) await homeOf(endpoint.User).SetLegacyPresence(endpoint, PidfXml.Closed).WaitAsync(cancel);
        }
    }
}
