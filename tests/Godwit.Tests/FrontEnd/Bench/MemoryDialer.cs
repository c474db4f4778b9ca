using System.IO.Pipelines;
using System.Net;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Trunks;

namespace Godwit.Tests.FrontEnd.Bench;

/// <summary>Connects front ends of one test with each other, each end knowing which pool the other is.</summary>
internal sealed class MemoryDialer(string own) : ITrunkDialer
{
    private static int _port = 50_000;

    public Dictionary<string, EdgeBench> Pools { get; } = [];

    public EdgeBench Own { get; set; } = null!;

    public int Dialled { get; private set; }

    /// <summary>The near end of the last connection.</summary>
    public SipConnection? Last { get; private set; }

    public Task<ISipConnection?> Dial(string fqdn, CancellationToken cancel)
    {
        Dialled++;
        if (!Pools.TryGetValue(fqdn, out var there)) return Task.FromResult<ISipConnection?>(null);
        var options = new PipeOptions(useSynchronizationContext: false, pauseWriterThreshold: 0);
        var (outbound, inbound) = (new Pipe(options), new Pipe(options));
        var address = new IPEndPoint(IPAddress.Loopback, Interlocked.Increment(ref _port));
        // These pipes never hold a writer back, so an end that is over never waits: there is nothing to tear away from it.
        static void Cut()
        {
        }

        var near = Own.Get<ConnectionHost>().Open(new Ends(inbound.Reader, outbound.Writer), new ConnectionOrigin("TLS", address, null, fqdn) { IsDialled = true }, Cut);
        var far = there.Get<ConnectionHost>().Open(new Ends(outbound.Reader, inbound.Writer), new ConnectionOrigin("TLS", address, null, own), Cut);
        Own.Adopt(Close(near.Run(Own.Stopping), outbound.Writer));
        there.Adopt(Close(far.Run(there.Stopping), inbound.Writer));
        Last = near;
        return Task.FromResult<ISipConnection?>(near);
    }

    private static async Task Close(Task run, PipeWriter writer)
    {
        await run;
        await writer.CompleteAsync();
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
