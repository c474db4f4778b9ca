using System.Security.Cryptography.X509Certificates;
using Godwit.Links.Rpc;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Godwit.Links.Management;

/// <summary>Kestrel's door for pool hosts: TLS has proved that the certificate is the forest's; which pools it names is asked here.</summary>
public sealed partial class PoolHostHandler(RemotePools pools, ForestDoorsOffered doors, TimeProvider time, ILogger<PoolHostHandler> log) : ConnectionHandler
{
    private readonly RemotePools _pools = pools;

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var from = connection.RemoteEndPoint?.ToString() ?? "";
        if (connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is not { } certificate) return;
        using var rpc = LinkRpc.Over(connection.Transport);
        var desk = new Desk(this, rpc, certificate, from);
        rpc.Offer<IForestDesk>(Offers.Desk, desk);
        rpc.Offer(Offers.Users, doors.Users);
        rpc.Offer(Offers.Groups, doors.Groups);
        rpc.Offer(Offers.Secrets, doors.Secrets);
        rpc.StartListening();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        var watched = Watch(desk, rpc, ended.Token);
        try
        {
            await rpc.Completion.WaitAsync(ended.Token);
        }
        catch (Exception e)
        {
            // However it ends: what is under way on it fails, and the host dials again.
            Ended(from, e.Message);
        }

        foreach (var pool in desk.Joined) pool.Disconnect(rpc);
        await ended.CancelAsync();
        await watched;
        foreach (var pool in desk.Joined) Left(pool.Pool.Fqdn, from);
    }

    /// <summary>Asks the pools how they are; ends the connection of a host that does not answer.</summary>
    private async Task Watch(Desk desk, LinkRpc rpc, CancellationToken cancel)
    {
        using var beat = new PeriodicTimer(LinkRpc.Beat, time);
        try
        {
            while (await beat.WaitForNextTickAsync(cancel))
                foreach (var pool in desk.Joined) await pool.Refresh(cancel).WaitAsync(2 * LinkRpc.Beat, time, cancel);
        }
        catch (Exception e)
        {
            if (!cancel.IsCancellationRequested) Silent(string.Join(", ", desk.Joined.Select(p => p.Pool.Fqdn)), e.Message);
            rpc.Dispose();
        }
    }

    private sealed class Desk(PoolHostHandler owner, LinkRpc rpc, X509Certificate2 certificate, string from) : IForestDesk
    {
        public IReadOnlyList<RemotePool> Joined { get; private set; } = [];

        public async Task<string?> Join(IReadOnlyList<string> pools, bool serving, CancellationToken cancel)
        {
            var joining = new List<RemotePool>();
            foreach (var fqdn in pools)
            {
                if (!certificate.MatchesHostname(fqdn)) return Refuse(fqdn, $"The certificate that was shown does not name {fqdn}");
                if (owner._pools.Find(fqdn) is not { } pool) return Refuse(fqdn, $"The management's configuration has no pool {fqdn} that runs elsewhere: add it there with \"elsewhere\": true");
                joining.Add(pool);
            }

            Joined = joining;
            foreach (var pool in joining)
            {
                pool.Connect(rpc);
                await pool.Refresh(cancel);
                owner.Came(pool.Pool.Fqdn, from);
            }

            // It was serving all the while; what it missed is done beside that.
            if (serving) foreach (var pool in joining) owner._pools.ReturnLater(pool);
            return null;
        }

        public Task Answer(CancellationToken cancel) => Task.CompletedTask;

        public Task Returned(string pool, CancellationToken cancel) =>
            Joined.FirstOrDefault(p => string.Equals(p.Pool.Fqdn, pool, StringComparison.OrdinalIgnoreCase)) is { } joined
                ? owner._pools.Return(joined, cancel)
                : throw new InvalidOperationException($"{pool} has not joined");

        private string Refuse(string pool, string why)
        {
            owner.Refused(pool, from, why);
            return why;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Pool} has joined from {From}")]
    private partial void Came(string pool, string from);

    [LoggerMessage(LogLevel.Warning, "{Pool} at {From} is out of reach: its host is not connected any more")]
    private partial void Left(string pool, string from);

    [LoggerMessage(LogLevel.Debug, "The pool host {From} ended its connection: {Why}")]
    private partial void Ended(string from, string why);

    [LoggerMessage(LogLevel.Warning, "The host of {Pools} does not answer: {Why}")]
    private partial void Silent(string pools, string why);

    [LoggerMessage(LogLevel.Warning, "{Pool} may not join from {From}: {Why}")]
    private partial void Refused(string pool, string from, string why);
}
