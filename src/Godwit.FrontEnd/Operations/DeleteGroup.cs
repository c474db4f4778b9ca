using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.Operations;

/// <summary>Deletes a group; who was only there goes to the group of other contacts ([MS-SIP] §3.7).</summary>
public sealed class DeleteGroup(HomeOf homeOf) : IOperation
{
    public string Name => "deleteGroup";

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel) =>
        ContactsRequest.DeleteGroup(request.Document) is { } command
            ? Outcomes.Of(await homeOf(request.Caller.Endpoint.Key.User).ChangeContacts(command).WaitAsync(cancel))
            : OperationAnswer.Refuse(RequestRefusals.Incomplete(Name));
}
