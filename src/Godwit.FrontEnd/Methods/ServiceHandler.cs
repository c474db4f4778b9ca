using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Xml.Linq;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Operations;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.FrontEnd.Methods;

/// <summary>SERVICE ([MS-SIP] §2.2.2): finds the operation by content type, and in SOAP by its element, and answers what it says.</summary>
public sealed class ServiceHandler(FrontEndOptions options, IEnumerable<IOperation> operations, EndpointTable endpoints) : ISipMethodHandler
{
    private readonly FrozenDictionary<string, IOperation> _operations = operations.ToFrozenDictionary(o => o.Name, StringComparer.OrdinalIgnoreCase);

    public SipMethod Method => SipMethod.Service;

    public async ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        var request = context.Request;
        var signedIn = CallingEndpoint.Find(context, endpoints);
        if ((signedIn ?? CallingEndpoint.Forwarded(context)) is not { } caller)
        {
            Refuse(context, RequestRefusals.NotSignedIn);
            return;
        }

        if (!TryFind(request, caller, out var operation, out var document, out var refusal))
        {
            Refuse(context, refusal, caller.Endpoint.Mode);
            return;
        }

        if (signedIn is null && operation.IsOfEndpoint)
        {
            Refuse(context, RequestRefusals.Moved);
            return;
        }

        if (operation.IsOwn && !IsOwn(request, caller.Endpoint.Key.User))
        {
            Refuse(context, RequestRefusals.NotYourData);
            return;
        }

        Answer(context, await operation.Do(new OperationRequest(caller, request.Uri, document), cancel));
    }

    private bool TryFind(
        SipRequest request, LiveEndpoint caller, [NotNullWhen(true)] out IOperation? operation, [NotNullWhen(true)] out XElement? document,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        operation = null;
        document = null;
        refusal = null;
        var type = MediaTypes.Bare(request.Headers.Get(HeaderNames.ContentType));
        var isSoap = type.Equals(MediaTypes.Soap, StringComparison.OrdinalIgnoreCase);
        if (type.Equals(MediaTypes.Conference, StringComparison.OrdinalIgnoreCase))
            refusal = caller.Endpoint.Mode == PresenceMode.Legacy ? RequestRefusals.ConferencesNeedNewClient : RequestRefusals.NoConferences;
        else if (!isSoap && (!type.Contains('/', StringComparison.Ordinal) || !_operations.TryGetValue(type, out operation))) refusal = RequestRefusals.UnknownType(type);
        else if (!isSoap && !IsOffered(operation!, caller))
            // LCS 2005 SP1 never heard of it; later pools know what the client lacks.
            refusal = options.Pool.Generation < PoolGeneration.Ocs2007 ? RequestRefusals.UnknownType(type) : RequestRefusals.CategoriesNeedNewClient;
        else if (!SafeXml.TryRead(request.Body, out document, out var problem)) refusal = RequestRefusals.Malformed(problem);
        else if (isSoap)
        {
            document = SoapEnvelope.BodyOf(document)?.Elements().First();
            if (document is null) refusal = RequestRefusals.Malformed("The body is no SOAP envelope with an operation in it");
            else if (!_operations.TryGetValue(document.Name.LocalName, out operation)) refusal = RequestRefusals.UnknownOperation(document.Name.LocalName);
        }

        return refusal is null;
    }

    private void Answer(SipContext context, OperationAnswer answer)
    {
        var response = answer.Refusal?.ToResponse(context.Request, options.Pool.Fqdn) ?? SipResponse.To(context.Request, 200, toTag: Refusal.NewTag());
        if (answer.Body is { } body)
        {
            response.Headers.Add(HeaderNames.ContentType, body.ContentType);
            response.Body = body.Bytes;
        }

        context.Reply(response);
    }

    private void Refuse(SipContext context, Refusal refusal, PresenceMode mode = PresenceMode.Legacy)
    {
        var response = refusal.ToResponse(context.Request, options.Pool.Fqdn);
        // RFC 3261 §21.4.13: 415 says what would be understood.
        if (refusal.Status == 415)
            response.Headers.Add(HeaderNames.Accept, string.Join(", ", Accepted(mode).Prepend(MediaTypes.Soap)));
        context.Reply(response);
    }

    private IEnumerable<string> Accepted(PresenceMode mode) =>
        _operations.Values.Where(o => o.Name.Contains('/', StringComparison.Ordinal) && (!o.IsEnhanced || mode == PresenceMode.Enhanced)).Select(o => o.Name).Order();

    private static bool IsOffered(IOperation operation, LiveEndpoint caller) => !operation.IsEnhanced || caller.Endpoint.Mode == PresenceMode.Enhanced;

    /// <summary>Addressed to the caller herself, or to no user at all (the pool).</summary>
    private static bool IsOwn(SipRequest request, SipAddress user) =>
        SipUri.TryParse(request.Uri, out var uri) && (uri.User is null || uri.Address == user.Value);
}
