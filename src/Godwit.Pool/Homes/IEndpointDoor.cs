namespace Godwit.Pool.Homes;

/// <summary>Why the pool ends an endpoint's registration ([MS-SIPREGE] §2.2.1.13).</summary>
public enum DeregisterReason { QuotaExceeded, UserDisabled, UserMoved }

/// <summary>Door: how something leaves the pool for a signed-in client. Implemented by the front end. Calls never wait; order per endpoint is kept.</summary>
public interface IEndpointDoor
{
    void Deliver(EndpointKey endpoint, HomeNotification notification);

    /// <summary>The same for all of them: what can be made once is made once. The list is read before the call returns.</summary>
    void Deliver(IReadOnlyList<EndpointKey> endpoints, HomeNotification notification)
    {
        foreach (var endpoint in endpoints) Deliver(endpoint, notification);
    }

    /// <summary>Tells the client why where it would understand, then closes its connection.</summary>
    void Deregister(EndpointKey endpoint, DeregisterReason reason);
}
