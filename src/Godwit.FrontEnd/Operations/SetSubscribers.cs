using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.Operations;

/// <summary>The user has seen who added her.</summary>
public sealed class SetSubscribers(HomeOf homeOf) : IOperation
{
    public string Name => MediaTypes.Subscribers;

    public bool IsEnhanced => true;

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel)
    {
        var home = homeOf(request.Caller.Endpoint.Key.User);
        foreach (var address in SubscribersXml.ReadAcknowledged(request.Document)) await home.AcknowledgeSubscriber(address).WaitAsync(cancel);
        return OperationAnswer.Done;
    }
}
