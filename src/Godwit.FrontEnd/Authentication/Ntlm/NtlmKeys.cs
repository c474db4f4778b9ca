using System.Security.Cryptography;

namespace Godwit.FrontEnd.Authentication.Ntlm;

/// <summary>The keys of one session, both directions ([MS-NLMP] §3.4.5.2, §3.4.5.3).</summary>
public sealed class NtlmKeys
{
    private readonly byte[] _clientSign, _clientSeal, _serverSign, _serverSeal;

    /// <param name="exported">ExportedSessionKey, 16 octets.</param>
    /// <param name="flags">As the client sent them: they decide how much of the key the sealing keys are made of.</param>
    public NtlmKeys(ReadOnlySpan<byte> exported, NtlmFlags flags)
    {
        var sealing = exported[..(flags.HasFlag(NtlmFlags.Key128) ? 16 : flags.HasFlag(NtlmFlags.Key56) ? 7 : 5)];
        _clientSign = Derive(exported, "session key to client-to-server signing key magic constant\0"u8);
        _serverSign = Derive(exported, "session key to server-to-client signing key magic constant\0"u8);
        _clientSeal = Derive(sealing, "session key to client-to-server sealing key magic constant\0"u8);
        _serverSeal = Derive(sealing, "session key to server-to-client sealing key magic constant\0"u8);
    }

    /// <summary>The signature of a message to the client.</summary>
    public byte[] Sign(ReadOnlySpan<byte> buffer) => NtlmSignature.Compute(_serverSign, _serverSeal, buffer);

    /// <summary>Is this the client's signature of that buffer?</summary>
    public bool Verify(ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(NtlmSignature.Compute(_clientSign, _clientSeal, buffer), signature);

    private static byte[] Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> constant) => MD5.HashData([.. key, .. constant]);

    public override string ToString() => "NTLM session keys";
}
