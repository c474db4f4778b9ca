using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Connections;

/// <summary>
/// What keeps order on one connection without making everything wait: requests to one Request-URI are handled one after the other
/// (a user's SERVICEs carry version numbers, her messages to one receiver have an order), requests to different ones side by side.
/// REGISTER takes no lane: its order is that of CSeq (RFC 3261 §10.3 step 7). Nor do ACK, CANCEL and responses, which must never wait.
/// </summary>
internal sealed class Lanes
{
    private readonly Lock _lock = new();
    private Dictionary<string, Queue<SipRequest>>? _busy;

    public static string? Of(SipRequest request) =>
        request.Method == SipMethod.Register || request.Method == SipMethod.Ack || request.Method == SipMethod.Cancel ? null : request.Uri;

    /// <summary>True when the lane is busy: the request waits in it.</summary>
    public bool Wait(string lane, SipRequest request)
    {
        lock (_lock)
        {
            if (_busy is null || !_busy.TryGetValue(lane, out var waiting)) return false;
            waiting.Enqueue(request);
            return true;
        }
    }

    public void Begin(string lane)
    {
        lock (_lock) (_busy ??= []).Add(lane, new Queue<SipRequest>());
    }

    /// <summary>The next request of the lane; null ends it.</summary>
    public SipRequest? Next(string lane)
    {
        lock (_lock)
        {
            if (_busy![lane].TryDequeue(out var next)) return next;
            _busy.Remove(lane);
            return null;
        }
    }
}
