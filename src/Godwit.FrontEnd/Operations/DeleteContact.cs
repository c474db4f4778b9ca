using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.Operations;

/// <summary>Takes a contact off the list ([MS-SIP] §3.7).</summary>
public sealed class DeleteContact(HomeOf homeOf) : IOperation
{
    public string Name => "deleteContact";

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel) =>
        ContactsRequest.DeleteContact(request.Document) is { } command
            ? Outcomes.Of(await homeOf(request.Caller.Endpoint.Key.User).ChangeContacts(command).WaitAsync(cancel))
            : OperationAnswer.Refuse(RequestRefusals.Incomplete(Name));
}
