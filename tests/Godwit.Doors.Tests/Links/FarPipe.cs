using System.IO.Pipelines;
using Godwit.Links.Rpc;
using Nerdbank.Streams;

namespace Godwit.Doors.Tests.Links;

/// <summary>Both ends of a connection between hosts, in memory: what one end offers is called at the other.</summary>
public sealed class FarPipe : IDisposable
{
    private readonly LinkRpc _here;
    private readonly LinkRpc _there;

    public FarPipe()
    {
        var (here, there) = FullDuplexStream.CreatePipePair();
        (_here, _there) = (LinkRpc.Over(here), LinkRpc.Over(there));
    }

    /// <summary>The door as the other host sees it.</summary>
    public T Through<T>(T door, Func<Exception> away) where T : class
    {
        _there.Offer(typeof(T).Name, door);
        var far = _here.Call<T>(typeof(T).Name);
        return Far.Door(() => _here.IsDisposed ? null : far, away);
    }

    public void Start()
    {
        _there.StartListening();
        _here.StartListening();
    }

    /// <summary>The other host is gone.</summary>
    public void Cut() => _there.Dispose();

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }
}
