namespace Godwit.FrontEnd.Authentication.Ntlm;

/// <summary>NEGOTIATE flags ([MS-NLMP] §2.2.2.5): those that connectionless NTLMv2 uses.</summary>
[Flags]
public enum NtlmFlags : uint
{
    None = 0,
    Unicode = 0x1,
    RequestTarget = 0x4,
    Sign = 0x10,
    Datagram = 0x40,
    Ntlm = 0x200,
    AlwaysSign = 0x8000,
    TargetTypeDomain = 0x1_0000,
    ExtendedSessionSecurity = 0x8_0000,
    Identify = 0x10_0000,
    TargetInfo = 0x80_0000,
    Version = 0x200_0000,
    Key128 = 0x2000_0000,
    KeyExchange = 0x4000_0000,
    Key56 = 0x8000_0000,

    /// <summary>What the server offers; clients of this family give up when one of the upper nine is missing.</summary>
    Offered = Unicode | Ntlm | AlwaysSign | ExtendedSessionSecurity | TargetInfo | Sign | Datagram | Identify | KeyExchange
        | RequestTarget | TargetTypeDomain | Version | Key128 | Key56,
}
