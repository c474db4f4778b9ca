namespace Godwit.FrontEnd.Authentication;

/// <summary>Which counters were seen: each is taken once, and none that lies further back than the window (RFC 4303 §3.4.3). Thread-safe.</summary>
public sealed class ReplayWindow
{
    /// <summary>Messages of one connection come nearly in order: threads of a client may overtake each other, no more.</summary>
    private const int Width = 64;

    private readonly Lock _gate = new();
    private uint _highest;
    private ulong _seen;

    /// <summary>False for 0, for a counter that was taken before, and for one too far back.</summary>
    public bool Take(uint counter)
    {
        lock (_gate)
        {
            if (counter == 0) return false;
            if (counter > _highest)
            {
                var ahead = counter - _highest;
                _seen = ahead >= Width ? 1 : (_seen << (int)ahead) | 1;
                _highest = counter;
                return true;
            }

            var back = _highest - counter;
            if (back >= Width || (_seen & (1UL << (int)back)) != 0) return false;
            _seen |= 1UL << (int)back;
            return true;
        }
    }
}
