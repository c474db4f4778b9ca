using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using StreamJsonRpc;

namespace Godwit.Links.Rpc;

/// <summary>
/// A door of another host that looks like one of this host: it outlives connections, and its faults are those of the door. Every method of
/// <typeparamref name="T"/> returns a Task, a ValueTask or an async sequence. Made by <see cref="Far"/>.
/// </summary>
public class FarDoor<T> : DispatchProxy where T : class
{
    private static readonly ConcurrentDictionary<MethodInfo, Func<FarDoor<T>, MethodInfo, object?[]?, object>> Ways = new();

    private Func<T?> _now = null!;
    private Func<Exception> _away = null!;

    internal void Leads(Func<T?> now, Func<Exception> away) => (_now, _away) = (now, away);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Ways.GetOrAdd(targetMethod!, Way)(this, targetMethod!, args);

    private static Func<FarDoor<T>, MethodInfo, object?[]?, object> Way(MethodInfo method)
    {
        if (method.ReturnType == typeof(Task)) return static (far, call, args) => far.Run(call, args);
        var kind = method.ReturnType.GetGenericTypeDefinition();
        var name = kind == typeof(Task<>) ? nameof(Ask) : kind == typeof(ValueTask<>) ? nameof(AskValue) : kind == typeof(IAsyncEnumerable<>) ? nameof(Each)
            : throw new NotSupportedException($"{typeof(T).Name}.{method.Name} can't be called from afar");
        var way = typeof(FarDoor<T>).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(method.ReturnType.GetGenericArguments()[0]);
        return (far, call, args) => way.Invoke(far, BindingFlags.DoNotWrapExceptions, null, [call, args], null)!;
    }

    private object Start(MethodInfo method, object?[]? args) =>
        method.Invoke(_now() ?? throw _away(), BindingFlags.DoNotWrapExceptions, null, args, null)!;

    private async Task Run(MethodInfo method, object?[]? args)
    {
        try
        {
            await (Task)Start(method, args);
        }
        catch (Exception e) when (Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    private Task<TResult> Ask<TResult>(MethodInfo method, object?[]? args) => Await(() => (Task<TResult>)Start(method, args));

    private ValueTask<TResult> AskValue<TResult>(MethodInfo method, object?[]? args) => new(Await(() => ((ValueTask<TResult>)Start(method, args)).AsTask()));

    private async Task<TResult> Await<TResult>(Func<Task<TResult>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    private IAsyncEnumerable<TItem> Each<TItem>(MethodInfo method, object?[]? args) => Items(() => (IAsyncEnumerable<TItem>)Start(method, args));

    private async IAsyncEnumerable<TItem> Items<TItem>(Func<IAsyncEnumerable<TItem>> call, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var items = await Await(() => Task.FromResult(call().GetAsyncEnumerator(cancel)));
        await using var _ = items.ConfigureAwait(false);
        while (await Await(() => items.MoveNextAsync().AsTask())) yield return items.Current;
    }

    /// <summary>Null: it is what it is.</summary>
    private Exception? Translate(Exception e) => e switch
    {
        ConnectionLostException or ObjectDisposedException => _away(),
        RemoteInvocationException { ErrorCode: LinkRpc.PoolUnavailable } remote => new PoolUnavailableException(remote.Message, e),
        RemoteInvocationException { ErrorCode: LinkRpc.BackEndUnavailable } remote => new BackEndUnavailableException(remote.Message, e),
        RemoteInvocationException { ErrorCode: LinkRpc.BackEndFull } remote => new BackEndUnavailableException(remote.Message, e) { IsFull = true },
        RemoteInvocationException { ErrorCode: LinkRpc.Refused } remote => new InvalidOperationException(remote.Message, e),
        RemoteInvocationException { ErrorCode: LinkRpc.NoParcel } remote => new ParcelFormatException(remote.Message),
        _ => null,
    };
}
