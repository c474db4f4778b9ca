using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.Operations;

/// <summary>Adds a group; the client reads the new group's number from the answer ([MS-SIP] §3.7).</summary>
public sealed class AddGroup(HomeOf homeOf) : IOperation
{
    public string Name => "addGroup";

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel)
    {
        if (ContactsRequest.AddGroup(request.Document) is not { } command) return OperationAnswer.Refuse(RequestRefusals.Incomplete(Name));
        var result = await homeOf(request.Caller.Endpoint.Key.User).ChangeContacts(command).WaitAsync(cancel);
        return result is { Refusal: null, GroupId: { } id } ? new OperationAnswer(ContactsXml.WriteGroupId(id)) : Outcomes.Of(result);
    }
}
