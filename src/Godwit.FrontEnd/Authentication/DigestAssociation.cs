using System.Collections.Concurrent;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Authentication;

/// <summary>
/// A connection or UDP flow over which somebody proved a password by Digest. Nothing is signed: the connection is the proof
/// for what follows. COMPAT: phones with two accounts use one connection for both, so more users can join.
/// </summary>
public sealed class DigestAssociation(SipAddress user) : ISecurityAssociation
{
    private const int MaxUsers = 16;

    private readonly ConcurrentDictionary<SipAddress, bool> _others = new();

    /// <summary>Who came first.</summary>
    public SipAddress User { get; } = user;

    public bool Holds(SipAddress user) => user == User || _others.ContainsKey(user);

    /// <summary>False when there are too many already.</summary>
    public bool Join(SipAddress user) => Holds(user) || (_others.Count < MaxUsers && _others.TryAdd(user, true));

    public void Sign(SipMessage message)
    {
    }

    public bool Verify(SipMessage message) => true;

    public override string ToString() => $"Digest association of {User}";
}
