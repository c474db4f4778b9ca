using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.PageMode;

/// <summary>
/// An INVITE to a session while it is not answered. Those of a user's clients that are of the family are asked; when none of them takes the session,
/// or none says anything in time, this server takes it for the plain ones. As a deadline it is that time.
/// </summary>
internal sealed class AskedSession : Deadline
{
    /// <summary>SIPE answers after 10 s when its user has several clients, so that others may come first.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly SipContext _asked;
    private readonly SessionGateway _gateway;
    private SipAddress? _user;
    private bool _isAnswered;

    public AskedSession(SipContext asked, SessionOffer offer, SessionGateway gateway)
    {
        (_asked, Offer, _gateway) = (asked, offer, gateway);
        Context = new SipContext(asked.Request, asked.Connection, Reply) { Caller = asked.Caller };
    }

    public SessionOffer Offer { get; }

    /// <summary>Stands for the INVITE in the relay: its answers come by here.</summary>
    public SipContext Context { get; }

    /// <summary>From now on this server answers when the others don't.</summary>
    public void StandBy(SipAddress user)
    {
        lock (_lock)
        {
            if (_isAnswered) return;
            _user = user;
            _gateway.Timers.Set(this, LongestWait);
        }
    }

    /// <summary>This server takes the session, unless it was answered.</summary>
    public void Take(SipAddress user)
    {
        lock (_lock)
        {
            if (_isAnswered) return;
            _isAnswered = true;
            _gateway.Timers.Clear(this);
            Context.HandOver();
            _gateway.Accept(_asked, user, Offer);
        }
    }

    public override void Due()
    {
        if (_user is { } user) Take(user);
        _gateway.Withdraw(Context);
    }

    private void Reply(SipResponse response)
    {
        lock (_lock)
        {
            if (response.IsFinal)
            {
                // Who refuses after the session was taken is too late; every 2xx goes back (RFC 3261 §16.7 step 5).
                if (_isAnswered && response.Status >= 300) return;
                if (_user is { } user && !_isAnswered)
                {
                    if (MayTakeInstead(response.Status))
                    {
                        Take(user);
                        return;
                    }

                    if (response.Status < 300) _gateway.Share(_asked, response, user, Offer);
                }

                _isAnswered = true;
                _gateway.Timers.Clear(this);
            }

            _asked.Reply(response);
        }
    }

    /// <summary>A refusal speaks for the device; 6xx for the user, and 487 for the caller.</summary>
    private static bool MayTakeInstead(int status) => status is >= 300 and < 600 and not 487;
}
