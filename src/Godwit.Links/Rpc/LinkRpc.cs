using System.IO.Pipelines;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Godwit.Links.Rpc;

/// <summary>
/// One connection between a pool host and the management: both ends call each other, JSON-RPC 2.0 with a length before each message. What a call fails with
/// crosses as a code that <see cref="FarDoor{T}"/> makes the same fault of again.
/// </summary>
internal sealed class LinkRpc : JsonRpc
{
    public const int PoolUnavailable = -31001;
    public const int BackEndUnavailable = -31002;
    public const int Refused = -31003;
    public const int NoParcel = -31004;
    public const int BackEndFull = -31005;

    /// <summary>
    /// How often each end asks the other whether it is there. One that says nothing for three of these is gone: a stopped process keeps its connections open, and a network
    /// that was cut tells neither end.
    /// </summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(4);

    private LinkRpc(IJsonRpcMessageHandler handler) : base(handler) { }

    /// <summary>Not listening yet: first say what can be called here.</summary>
    public static LinkRpc Over(IDuplexPipe pipe)
    {
        // The connection belongs to the formatter's owner, and that to the one who awaits Completion and disposes this.
#pragma warning disable CA2000
        var rpc = new LinkRpc(new LengthHeaderMessageHandler(pipe, new SystemTextJsonFormatter { JsonSerializerOptions = LinkJson.Options }));
#pragma warning restore CA2000
        rpc.CancelLocallyInvokedMethodsWhenConnectionIsClosed = true;
        return rpc;
    }

    /// <summary>The other end may call these by <c>prefix/Name</c>.</summary>
    public void Offer<T>(string prefix, T target) where T : class =>
        AddLocalRpcTarget<T>(target, new JsonRpcTargetOptions { MethodNameTransform = name => $"{prefix}/{name}", NotifyClientOfEvents = false });

    /// <summary>Calls what the other end has offered under the prefix.</summary>
    public T Call<T>(string prefix) where T : class => Attach<T>(new JsonRpcProxyOptions { MethodNameTransform = name => $"{prefix}/{name}" });

    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception) => exception switch
    {
        PoolUnavailableException e => Detail(PoolUnavailable, e.Fqdn),
        BackEndUnavailableException e => Detail(e.IsFull ? BackEndFull : BackEndUnavailable, e.Pool),
        ParcelFormatException e => Detail(NoParcel, e.Message),
        InvalidOperationException e => Detail(Refused, e.Message),
        // No stacks over the wire: the log of the host where it happened has them.
        _ => Detail((int)JsonRpcErrorCode.InvocationError, exception?.Message ?? "It failed"),
    };

    private static JsonRpcError.ErrorDetail Detail(int code, string message) => new() { Code = (JsonRpcErrorCode)code, Message = message };
}
