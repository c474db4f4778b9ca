using System.Diagnostics;
using System.Diagnostics.Metrics;
using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd;

/// <summary>What a front end counts. Meter <c>Godwit.FrontEnd</c>; every figure carries the pool's FQDN.</summary>
public sealed class FrontEndInstruments : IDisposable
{
    public const string MeterName = "Godwit.FrontEnd";

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _responses;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _rejections;
    private readonly Counter<long> _ends;
    private readonly Counter<long> _relayed;
    private readonly Counter<long> _dropped;
    private readonly UpDownCounter<long> _connections;
    private readonly KeyValuePair<string, object?> _pool;

    public FrontEndInstruments(string pool)
    {
        _pool = new("pool", pool);
        _meter = new Meter(MeterName);
        _requests = _meter.CreateCounter<long>("sip.server.requests", "{request}", "Requests received, by method");
        _responses = _meter.CreateCounter<long>("sip.server.responses", "{response}", "Final responses sent, by method and status");
        _failures = _meter.CreateCounter<long>("sip.server.failures", "{response}", "Final responses sent of 500 and more");
        _rejections = _meter.CreateCounter<long>("sip.server.rejections", "{message}", "Messages refused by the reader, by reason");
        _connections = _meter.CreateUpDownCounter<long>("sip.server.connections", "{connection}", "Open connections, by transport");
        _ends = _meter.CreateCounter<long>("sip.server.connection.ends", "{connection}", "Connections that ended, by why");
        _relayed = _meter.CreateCounter<long>("sip.server.relayed", "{request}", "Requests forwarded, by method and where to");
        _dropped = _meter.CreateCounter<long>("sip.server.dropped", "{message}", "Messages that belong to nothing known, by why");
    }

    public void Requested(SipMethod method)
    {
        if (_requests.Enabled) _requests.Add(1, _pool, new("method", method.Name));
    }

    public void Answered(SipMethod method, int status)
    {
        if (status >= 500) _failures.Add(1, _pool);
        if (_responses.Enabled) _responses.Add(1, _pool, new("method", method.Name), new("status", status));
    }

    public void Rejected(string reason) => _rejections.Add(1, _pool, new("reason", reason));

    public void Opened(string transport) => _connections.Add(1, _pool, new("transport", transport));

    public void Ended(string transport, ConnectionEnd why)
    {
        _connections.Add(-1, _pool, new("transport", transport));
        _ends.Add(1, new TagList { _pool, new("transport", transport), new("why", why.ToString()) });
    }

    /// <param name="to"><c>endpoint</c> or <c>pool</c>.</param>
    public void Relayed(SipMethod method, string to)
    {
        if (_relayed.Enabled) _relayed.Add(1, _pool, new("method", method.Name), new("to", to));
    }

    public void Dropped(string why) => _dropped.Add(1, _pool, new("why", why));

    public void Dispose() => _meter.Dispose();
}
