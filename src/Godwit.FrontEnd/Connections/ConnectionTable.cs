using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;

namespace Godwit.FrontEnd.Connections;

/// <summary>Who is connected to this front end now, by the connection's id.</summary>
public sealed class ConnectionTable(FrontEndOptions options) : IBeating
{
    private readonly ConcurrentDictionary<string, ISipConnection> _connections = new();
    private readonly ConcurrentDictionary<IPEndPoint, ISipConnection> _byRemote = new();
    private readonly string _prefix = RandomNumberGenerator.GetHexString(6, lowercase: true);
    private long _last;
    private int _count;
    private long _nextBeat;

    /// <summary>Raised once for each connection after it has ended; handlers are quick and do not throw.</summary>
    public event Action<ISipConnection, ConnectionEnd>? Ended;

    public int Count => Volatile.Read(ref _count);

    public ICollection<ISipConnection> All => _connections.Values;

    /// <summary>A name no connection of this process had before, also not before the front end was stopped and started.</summary>
    public string NewId() => $"{_prefix}-{Interlocked.Increment(ref _last)}";

    public bool TryFind(string id, [NotNullWhen(true)] out ISipConnection? connection) => _connections.TryGetValue(id, out connection);

    /// <summary>The connection whose other end has that address.</summary>
    public bool TryFindAt(string host, int port, [NotNullWhen(true)] out ISipConnection? connection)
    {
        connection = null;
        return IPAddress.TryParse(host, out var address) && _byRemote.TryGetValue(new IPEndPoint(address, port), out connection);
    }

    /// <summary>False when there are as many as there may be.</summary>
    /// <remarks>UDP flows cost no socket; <see cref="UdpFlows"/> has a limit of its own for them.</remarks>
    public bool TryAdd(ISipConnection connection)
    {
        if ((Interlocked.Increment(ref _count) > options.MaxConnections && connection.IsReliable) || !_connections.TryAdd(connection.Id, connection))
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        if (AddressOf(connection) is { } remote) _byRemote[remote] = connection;
        return true;
    }

    public void Remove(ISipConnection connection, ConnectionEnd why)
    {
        if (!_connections.TryRemove(KeyValuePair.Create(connection.Id, connection))) return;
        Interlocked.Decrement(ref _count);
        if (AddressOf(connection) is { } remote) _byRemote.TryRemove(KeyValuePair.Create(remote, connection));
        Ended?.Invoke(connection, why);
    }

    // A socket that takes both address families shows an IPv4 peer as ::ffff:192.0.2.1.
    private static IPEndPoint? AddressOf(ISipConnection connection) => connection.Remote switch
    {
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped => new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port),
        IPEndPoint remote => remote,
        _ => null,
    };

    /// <summary>Once a second every connection looks at its deadlines.</summary>
    public void Beat(long now)
    {
        if (now < _nextBeat) return;
        _nextBeat = now + 1000;
        foreach (var (_, connection) in _connections) (connection as IBeating)?.Beat(now);
    }
}
