using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.Operations;

/// <summary>Allows or blocks somebody, in the 2005 form ([MS-SIP] §2.2.3).</summary>
public sealed class SetAce(HomeOf homeOf) : IOperation
{
    public string Name => "setACE";

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel) => AclXml.ReadSetAce(request.Document) is { } asked
        ? Outcomes.Of(await homeOf(request.Caller.Endpoint.Key.User).SetAce(asked.Ace, asked.Delta).WaitAsync(cancel))
        : OperationAnswer.Refuse(RequestRefusals.Incomplete(Name));
}
