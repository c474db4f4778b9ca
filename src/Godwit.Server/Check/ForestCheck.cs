using System.Net;
using System.Net.Sockets;
using Godwit.Server.Certificates;
using Godwit.Server.Configuration;

namespace Godwit.Server.Check;

/// <summary>What only this host can tell: are the ports free, can the data folder be written, are the certificates good?</summary>
public static class ForestCheck
{
    public static void Check(ForestSettings forest, DateTimeOffset now, ConfigProblems problems)
    {
        Ports(forest, problems);
        DataFolder(forest.DataFolder, problems);
        if (forest.Tls is not null) CertificateFiles.Check(forest.Tls, forest.PoolsHere.Select(p => p.Fqdn), now, problems);
    }

    /// <summary>Names every listener whose port somebody else has.</summary>
    public static void Ports(ForestSettings forest, ConfigProblems problems)
    {
        foreach (var (i, pool) in forest.Pools.Index())
            if (!pool.Elsewhere) Ports(pool, $"pools[{i}]", problems);
        Port("management.https", forest.Management?.Https, SocketType.Stream, ProtocolType.Tcp, problems);
        Port("management.poolHosts", forest.Management?.PoolHosts, SocketType.Stream, ProtocolType.Tcp, problems);
    }

    public static void Ports(PoolSettings pool, string path, ConfigProblems problems)
    {
        Port(path + ".tcp", pool.Tcp, SocketType.Stream, ProtocolType.Tcp, problems);
        Port(path + ".tls", pool.Tls, SocketType.Stream, ProtocolType.Tcp, problems);
        Port(path + ".web", pool.Web, SocketType.Stream, ProtocolType.Tcp, problems);
        Port(path + ".udp", pool.Udp, SocketType.Dgram, ProtocolType.Udp, problems);
    }

    private static void Port(string member, IPEndPoint? endpoint, SocketType type, ProtocolType protocol, ConfigProblems problems)
    {
        if (endpoint is null) return;
        using var socket = new Socket(endpoint.AddressFamily, type, protocol);
        try
        {
            // As Kestrel does: connections of an earlier run that are still closing stand in nobody's way.
            if (type == SocketType.Stream && !OperatingSystem.IsWindows()) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(endpoint);
            if (type == SocketType.Stream) socket.Listen();
        }
        catch (SocketException e)
        {
            var why = e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is in use by another program",
                SocketError.AddressNotAvailable => "is not an address of this host",
                SocketError.AccessDenied => "may not be opened by this account",
                _ => $"cannot be opened ({e.Message})",
            };
            problems.Add(member, endpoint.ToString(), why, "stop that program or choose another port");
        }
    }

    private static void DataFolder(string folder, ConfigProblems problems)
    {
        try
        {
            System.IO.Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".check-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add("data", folder, $"cannot be written ({e.Message.TrimEnd('.')})", "name a folder that this account may write");
        }
    }
}
