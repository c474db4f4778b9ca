using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.Operations;

/// <summary>Adds a contact, or changes its alias and groups ([MS-SIP] §3.7).</summary>
public sealed class SetContact(HomeOf homeOf) : IOperation
{
    public string Name => "setContact";

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel) =>
        ContactsRequest.SetContact(request.Document) is { } command
            ? Outcomes.Of(await homeOf(request.Caller.Endpoint.Key.User).ChangeContacts(command).WaitAsync(cancel))
            : OperationAnswer.Refuse(RequestRefusals.Incomplete(Name));
}
