using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Connections;

/// <summary>An authenticated session with one client ([MS-SIPAE]): who it is, and signatures per hop.</summary>
public interface ISecurityAssociation
{
    SipAddress User { get; }

    /// <summary>Adds Authentication-Info with the signature; the message is final and unsigned. Does nothing for Digest and unauthenticated sessions.</summary>
    void Sign(SipMessage message);

    /// <summary>False when the message carries a wrong, missing or replayed signature.</summary>
    bool Verify(SipMessage message);
}
