using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.Pool.Presence;

namespace Godwit.FrontEnd.Operations;

/// <summary>Publishes categories. The answer lists all instances of what was touched: clients know versions only from there.</summary>
public sealed class PublishCategories(FrontEndOptions options, HomeOf homeOf) : IOperation
{
    public string Name => MediaTypes.Publish;

    public bool IsEnhanced => true;

    public bool IsOfEndpoint => true;

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel)
    {
        if (PublishXml.Read(request.Document, out var problem) is not { } commands) return OperationAnswer.Refuse(RequestRefusals.Malformed(problem!));
        var endpoint = request.Caller.Endpoint.Key;
        var result = await homeOf(endpoint.User).Publish(endpoint, commands).WaitAsync(cancel);
        if (result.Refusal is { } refusal)
            return refusal switch
            {
                PublishRefusal.TooLong => Outcomes.Refuse(413, 9231, "A publication is longer than is kept"),
                PublishRefusal.TooMany => Outcomes.Refuse(403, 9232, "There are as many publications as there may be: clear some first"),
                _ => Outcomes.Refuse(400, 9233, "A publication has a name that no category can have, or a time that is none"),
            };
        return result.WrongVersions.IsDefaultOrEmpty
            ? new OperationAnswer(RoamingSelfXml.Write(endpoint.User, new RoamingSelf(result.Categories, null, null), options.Domains))
            : Outcomes.WrongVersion(result.WrongVersions);
    }
}
