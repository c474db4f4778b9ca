using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Operations;

/// <summary>Finds people in the directory (protocol §14).</summary>
public sealed class DirectorySearch(ForestView forest) : IOperation
{
    public string Name => "directorySearch";

    public bool IsOwn => false;

    public ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel)
    {
        if (DirectorySearchXml.Read(request.Document) is not { } asked) return new(OperationAnswer.Refuse(RequestRefusals.Incomplete(Name)));
        var (found, more) = DirectoryQuery.Find(forest.Users, asked.Terms, asked.Most);
        return new(new OperationAnswer(DirectorySearchXml.Write(found, more)));
    }
}
