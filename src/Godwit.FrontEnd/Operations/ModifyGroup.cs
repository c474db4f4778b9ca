using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.Operations;

/// <summary>Renames a group ([MS-SIP] §3.7).</summary>
public sealed class ModifyGroup(HomeOf homeOf) : IOperation
{
    public string Name => "modifyGroup";

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel) =>
        ContactsRequest.ModifyGroup(request.Document) is { } command
            ? Outcomes.Of(await homeOf(request.Caller.Endpoint.Key.User).ChangeContacts(command).WaitAsync(cancel))
            : OperationAnswer.Refuse(RequestRefusals.Incomplete(Name));
}
