using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.Operations;

/// <summary>Publishes presence in the 2005 form ([MS-SIP] §2.2.1).</summary>
public sealed class SetPresence(HomeOf homeOf) : IOperation
{
    public string Name => "setPresence";

    public bool IsOfEndpoint => true;

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel)
    {
        var endpoint = request.Caller.Endpoint.Key;
        if (LegacyPresenceXml.ReadSetPresence(request.Document, endpoint.Id) is not { } presence) return OperationAnswer.Refuse(RequestRefusals.Incomplete(Name));
        return await homeOf(endpoint.User).SetLegacyPresence(endpoint, presence).WaitAsync(cancel)
            ? OperationAnswer.Done
            : Outcomes.Refuse(413, 9221, "userInfo is longer than 1,024 characters, or is not XML");
    }
}
