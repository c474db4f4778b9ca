using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Godwit.Links.Rpc;
using Godwit.Moves;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;
using StreamJsonRpc;

namespace Godwit.Links.Hosts;

/// <summary>A pool of this host as the management may use it.</summary>
public sealed record OfferedPool(string Fqdn, IPoolOrders Orders, IBackEnd BackEnd, IPoolAgent Agent);

/// <summary>The connection of a pool host to the management: dialled, lost, dialled again, for as long as the process lives.</summary>
/// <param name="security">Shows this host's certificate and accepts only the management's.</param>
public sealed partial class ManagementLink(
    string host, int port, SslClientAuthenticationOptions security, IReadOnlyList<OfferedPool> pools, Func<bool> serving, TimeProvider time, ILogger<ManagementLink> log) : IAsyncDisposable
{
    private static readonly TimeSpan DialTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private volatile TaskCompletionSource<Connected> _up = Next();
    private Task _running = Task.CompletedTask;

    internal Connected? Now => _up.Task is { IsCompletedSuccessfully: true } up ? up.Result : null;

    /// <summary>Ends when the management has let this host in.</summary>
    internal Task<Connected> Up => _up.Task;

    public void Start() => _running = Task.Run(Run);

    /// <summary>See <see cref="IForestDesk.Returned"/>.</summary>
    public async Task Returned(string pool, CancellationToken cancel)
    {
        while (true)
        {
            var now = await Up.WaitAsync(cancel);
            try
            {
                await now.Desk.Returned(pool, cancel);
                return;
            }
            catch (Exception e) when (e is ConnectionLostException or ObjectDisposedException)
            {
                // Asked again over the next connection.
                Forget(now);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task Run()
    {
        var pause = FirstPause;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Serve();
                pause = FirstPause;
                Lost(host, port);
            }
            catch (Exception e)
            {
                if (!_stop.IsCancellationRequested) NotReached(host, port, e.Message);
            }

            await Task.Delay(pause, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>One connection, from the first octet to the last.</summary>
    private async Task Serve()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(DialTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
        await socket.ConnectAsync(host, port, either.Token);
        await using var stream = new SslStream(new NetworkStream(socket));
        await stream.AuthenticateAsClientAsync(security, either.Token);
        using var rpc = LinkRpc.Over(new Duplex(PipeReader.Create(stream), PipeWriter.Create(stream)));
        foreach (var pool in pools)
        {
            rpc.Offer($"{pool.Fqdn}/{Offers.Orders}", pool.Orders);
            rpc.Offer($"{pool.Fqdn}/{Offers.BackEnd}", pool.BackEnd);
            rpc.Offer($"{pool.Fqdn}/{Offers.Agent}", pool.Agent);
        }

        var connected = new Connected(rpc.Call<IForestDesk>(Offers.Desk), rpc.Call<IUserDirectory>(Offers.Users), rpc.Call<IGroupDirectory>(Offers.Groups), rpc.Call<IUserSecrets>(Offers.Secrets));
        rpc.StartListening();
        if (await connected.Desk.Join([.. pools.Select(p => p.Fqdn)], serving(), either.Token) is { } refused) throw new AuthenticationException(refused);
        _up.TrySetResult(connected);
        Joined(host, port);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var asking = Ask(connected.Desk, rpc, ended.Token);
        try
        {
            await rpc.Completion.WaitAsync(_stop.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Lost in the middle of something: like any other loss.
        }
        finally
        {
            Forget(connected);
            await ended.CancelAsync();
            await asking;
        }
    }

    /// <summary>Ends a connection over which no answer comes.</summary>
    private async Task Ask(IForestDesk desk, LinkRpc rpc, CancellationToken cancel)
    {
        using var beat = new PeriodicTimer(LinkRpc.Beat, time);
        try
        {
            while (await beat.WaitForNextTickAsync(cancel)) await desk.Answer(cancel).WaitAsync(2 * LinkRpc.Beat, time, cancel);
        }
        catch (Exception e)
        {
            if (!cancel.IsCancellationRequested) Silent(host, port, e.Message);
            rpc.Dispose();
        }
    }

    /// <summary>The connection is lost: whoever waits from now on waits for the next one.</summary>
    internal void Forget(Connected lost)
    {
        lock (_gate)
            if (Now == lost) _up = Next();
    }

    private static TaskCompletionSource<Connected> Next() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal sealed record Connected(IForestDesk Desk, IUserDirectory Users, IGroupDirectory Groups, IUserSecrets Secrets);

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    [LoggerMessage(LogLevel.Information, "Joined the forest at {Host}:{Port}")]
    private partial void Joined(string host, int port);

    [LoggerMessage(LogLevel.Warning, "The connection to the management at {Host}:{Port} was lost; clients are served on")]
    private partial void Lost(string host, int port);

    [LoggerMessage(LogLevel.Warning, "The management at {Host}:{Port} does not answer: {Reason}")]
    private partial void Silent(string host, int port, string reason);

    [LoggerMessage(LogLevel.Warning, "The management at {Host}:{Port} can't be joined, trying again: {Reason}")]
    private partial void NotReached(string host, int port, string reason);
}
