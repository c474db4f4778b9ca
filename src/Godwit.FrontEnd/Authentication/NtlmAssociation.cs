using System.Globalization;
using System.Security.Cryptography;
using Godwit.FrontEnd.Authentication.Ntlm;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Authentication;

/// <summary>A session signed with NTLM keys in both directions ([MS-SIPAE] §3.3). <see cref="Opaque"/> is its name.</summary>
public sealed class NtlmAssociation(SipAddress user, string opaque, int version, string targetName, NtlmKeys keys) : ISecurityAssociation
{
    public const string Scheme = "NTLM";

    public const string Realm = "SIP Communications Service";

    private readonly ReplayWindow _received = new();
    private uint _sent;

    public SipAddress User { get; } = user;

    public string Opaque { get; } = opaque;

    public void Sign(SipMessage message)
    {
        // A challenge stands outside of any association (trap 9: the client takes it unsigned).
        if (message is SipResponse { Status: 401 or 407 }) return;

        var salt = RandomNumberGenerator.GetHexString(8);
        var count = Interlocked.Increment(ref _sent).ToString(CultureInfo.InvariantCulture);
        var buffer = new SignatureBuffer(Scheme, version, salt, count, Realm, targetName).Over(message);
        var signature = Convert.ToHexString(keys.Sign(buffer));
        message.Headers.Set(HeaderNames.AuthenticationInfo,
            $"{Scheme} rspauth=\"{signature}\", srand=\"{salt}\", snum=\"{count}\", opaque=\"{Opaque}\", qop=\"auth\", targetname=\"{targetName}\", realm=\"{Realm}\"");
    }

    public bool Verify(SipMessage message) =>
        AuthParameters.TryParse(message.Headers.Get(HeaderNames.Authorization), out var authorization) && Verify(message, authorization);

    /// <summary>Checks the signature first: a forged message must not use up a counter.</summary>
    internal bool Verify(SipMessage message, AuthParameters authorization)
    {
        if (!authorization.IsScheme(Scheme) || authorization["opaque"] != Opaque
            || authorization["response"] is not { Length: 2 * NtlmSignature.Length } response
            || authorization["crand"] is not { } salt || authorization["cnum"] is not { } count
            || !uint.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var counter)) return false;

        var signature = new byte[NtlmSignature.Length];
        if (Convert.FromHexString(response, signature, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        var buffer = new SignatureBuffer(Scheme, version, salt, count, authorization["realm"] ?? "", authorization["targetname"] ?? "").Over(message);
        return keys.Verify(buffer, signature) && _received.Take(counter);
    }

    public override string ToString() => $"NTLM association of {User}";
}
