using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Godwit.FrontEnd.Authentication.Ntlm;

/// <summary>
/// AUTHENTICATE_MESSAGE ([MS-NLMP] §2.2.1.3) with an NTLMv2 response. <see cref="Proof"/> is NTProofStr (16 octets),
/// <see cref="Temp"/> the rest of the response, which the proof covers.
/// </summary>
public sealed record NtlmAuthenticate(string Domain, string User, string Workstation, NtlmFlags Flags, byte[] Proof, byte[] Temp, byte[] SessionKey)
{
    private const int FixedLength = 64;

    /// <summary>Nothing a client sends is longer: three names of 255 characters, the response, a key.</summary>
    private const int MaxLength = 4096;

    private const int ProofLength = 16;

    /// <summary>NTLMv2_CLIENT_CHALLENGE without its AV pairs (§2.2.2.7).</summary>
    private const int MinTempLength = 28;

    private const int MaxName = 512;

    /// <summary>Reads a token of a client. <paramref name="problem"/> says in words what is wrong with one that is refused.</summary>
    public static bool TryParse(ReadOnlySpan<byte> token, [NotNullWhen(true)] out NtlmAuthenticate? message, [NotNullWhen(false)] out string? problem)
    {
        message = null;
        problem = Check(token);
        if (problem is not null) return false;

        var flags = (NtlmFlags)BinaryPrimitives.ReadUInt32LittleEndian(token[60..]);
        if (!flags.HasFlag(NtlmFlags.Unicode)) problem = "The NTLM message is not in Unicode";
        else if (!flags.HasFlag(NtlmFlags.ExtendedSessionSecurity)) problem = "The client did not agree to NTLMv2 session security";
        else if (!NtlmField.TryRead(token, 20, FixedLength, out var response) || !NtlmField.TryRead(token, 28, FixedLength, out var domain)
            || !NtlmField.TryRead(token, 36, FixedLength, out var user) || !NtlmField.TryRead(token, 44, FixedLength, out var workstation)
            || !NtlmField.TryRead(token, 52, FixedLength, out var key) || !NtlmField.TryRead(token, 12, FixedLength, out _))
            problem = "A field of the NTLM message points outside of it";
        else if (response.Length < ProofLength + MinTempLength) problem = "The response is not NTLMv2: only that is accepted";
        else if (response[ProofLength] != 1 || response[ProofLength + 1] != 1) problem = "The NTLMv2 response is of an unknown version";
        else if (domain.Length > MaxName || user.Length > MaxName || workstation.Length > MaxName) problem = "A name in the NTLM message is too long";
        else if (((domain.Length | user.Length | workstation.Length) & 1) != 0) problem = "A name in the NTLM message is not UTF-16";
        else if (user.IsEmpty) problem = "The NTLM message names no user";
        else if (flags.HasFlag(NtlmFlags.KeyExchange) && key.Length != 16) problem = "The session key is not of 16 octets";
        else
        {
            message = new NtlmAuthenticate(Encoding.Unicode.GetString(domain), Encoding.Unicode.GetString(user), Encoding.Unicode.GetString(workstation),
                flags, response[..ProofLength].ToArray(), response[ProofLength..].ToArray(), key.ToArray());
        }

        return problem is null;
    }

    private static string? Check(ReadOnlySpan<byte> token)
    {
        if (token.Length < FixedLength) return "The NTLM message is too short";
        if (token.Length > MaxLength) return "The NTLM message is too long";
        if (!token.StartsWith(NtlmField.Signature)) return "The token is not an NTLM message";
        return BinaryPrimitives.ReadUInt32LittleEndian(token[8..]) == 3 ? null : "The NTLM message is not an AUTHENTICATE message";
    }

    public override string ToString() => $"NTLM of {Domain}\\{User}";
}
