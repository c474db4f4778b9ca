using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Godwit.FrontEnd.Authentication.Ntlm;

/// <summary>NTLMv2 ([MS-NLMP] §3.3.2): does the response prove the password, and which session key follows.</summary>
public static class NtlmProof
{
    /// <summary>MD4 of the password in UTF-16LE: what the directory keeps.</summary>
    public static byte[] NtHash(string password)
    {
        var text = Encoding.Unicode.GetBytes(password);
        var hash = new byte[16];
        var md4 = new MD4Digest();
        md4.BlockUpdate(text, 0, text.Length);
        md4.DoFinal(hash, 0);
        return hash;
    }

    /// <summary>NTOWFv2: user and domain as the client sent them.</summary>
    public static byte[] ResponseKey(ReadOnlySpan<byte> ntHash, string user, string domain) =>
        HMACMD5.HashData(ntHash, Encoding.Unicode.GetBytes(user.ToUpperInvariant() + domain));

    /// <summary>The session's keys, or null when the proof is wrong.</summary>
    public static NtlmKeys? Verify(ReadOnlySpan<byte> ntHash, ReadOnlySpan<byte> nonce, NtlmAuthenticate message)
    {
        var key = ResponseKey(ntHash, message.User, message.Domain);
        var proof = HMACMD5.HashData(key, (byte[])[.. nonce, .. message.Temp]);
        if (!CryptographicOperations.FixedTimeEquals(proof, message.Proof)) return null;

        var exported = HMACMD5.HashData(key, proof);
        if (message.Flags.HasFlag(NtlmFlags.KeyExchange)) NtlmSignature.Rc4(exported, message.SessionKey, exported = new byte[16]);
        return new NtlmKeys(exported, message.Flags);
    }
}
