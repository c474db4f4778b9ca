using System.Xml.Linq;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Requests;

namespace Godwit.FrontEnd.Operations;

/// <summary>A SERVICE request of a signed-in endpoint. <paramref name="Target"/>: the Request-URI.</summary>
/// <param name="Document">The operation's element: the first of the SOAP body, or the root of other bodies.</param>
public sealed record OperationRequest(LiveEndpoint Caller, string Target, XElement Document);

/// <summary>Done, or refused; with a body where the client reads one.</summary>
public sealed record OperationAnswer(MimeBody? Body = null, Refusal? Refusal = null)
{
    public static readonly OperationAnswer Done = new();

    public static OperationAnswer Refuse(Refusal refusal) => new(null, refusal);
}

/// <summary>One thing a client can ask of its server by SERVICE ([MS-SIP] §2.2.2). One file an operation.</summary>
public interface IOperation
{
    /// <summary>A SOAP operation's element name, or the content type of a body without envelope.</summary>
    string Name { get; }

    /// <summary>True: only clients that speak categories may ask for it.</summary>
    bool IsEnhanced => false;

    /// <summary>True: only the user herself may be asked for.</summary>
    bool IsOwn => true;

    /// <summary>True: it belongs to the endpoint that asks and ends with it, so it needs one that is signed in here.</summary>
    bool IsOfEndpoint => false;

    /// <summary>Throws <see cref="Pool.Homes.MovedException"/> and <see cref="Pool.BackEnds.BackEndUnavailableException"/>.</summary>
    ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel);
}
