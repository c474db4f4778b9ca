namespace Godwit.FrontEnd.Connections;

internal enum PulseAct { Ask, GiveUp }

/// <summary>
/// Whether the other end of a connection between pools is there. A network that swallows what is sent tells nobody: until TCP gives up, requests would wait
/// in vain for a quarter of an hour. The end that dialled asks (CRLFCRLF, RFC 5626 §4.4.1); what is heard of the other, whatever it is, is an answer.
/// </summary>
/// <param name="every">Milliseconds between two questions.</param>
/// <param name="asks">This end dialled.</param>
internal sealed class TrunkPulse(long every, bool asks, long now)
{
    /// <summary>Questions that the end that does not ask may miss.</summary>
    private const int Missed = 3;

    private long _heard = now;
    private long _asked = now;
    private bool _isAsked;

    public bool Asks => asks;

    public void Heard(long at) => Volatile.Write(ref _heard, at);

    /// <summary>What is to be done now; null: nothing. Called by one thread.</summary>
    public PulseAct? Beat(long at)
    {
        var heard = Volatile.Read(ref _heard);
        if (!asks) return at - heard > Missed * every ? PulseAct.GiveUp : null;
        if (at - _asked < every) return null;
        if (_isAsked && heard < _asked) return PulseAct.GiveUp;
        (_asked, _isAsked) = (at, true);
        return PulseAct.Ask;
    }
}
