using System.IO.Pipelines;
using Godwit.Sip.Wire;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Connections;

/// <summary>What all connections of a front end share; runs them.</summary>
public sealed class ConnectionHost(
    FrontEndOptions options, ConnectionTable table, Heartbeat heartbeat, IMessageReceiver receiver, FrontEndInstruments instruments, ILogger<SipConnection> log)
{
    internal FrontEndOptions Options { get; } = options;

    internal ConnectionTable Table { get; } = table;

    internal Heartbeat Heartbeat { get; } = heartbeat;

    internal IMessageReceiver Receiver { get; } = receiver;

    internal FrontEndInstruments Instruments { get; } = instruments;

    internal SipMessageReader Reader { get; } = new(options.Limits);

    internal ILogger Log { get; } = log;

    /// <summary>A connection that reads and writes the pipe once its <see cref="SipConnection.Run"/> was called.</summary>
    /// <param name="abort">Ends the transport at once, whatever is still queued.</param>
    public SipConnection Open(IDuplexPipe pipe, ConnectionOrigin origin, Action abort) => new(pipe, origin, abort, this);
}
