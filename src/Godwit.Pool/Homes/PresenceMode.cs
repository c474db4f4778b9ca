namespace Godwit.Pool.Homes;

/// <summary>How an endpoint is served for the length of its registration.</summary>
public enum PresenceMode
{
    /// <summary>The 2005 form: setPresence, ACL, msrtc.pidf.</summary>
    Legacy,

    /// <summary>Categories and containers (2007+).</summary>
    Enhanced,
}
