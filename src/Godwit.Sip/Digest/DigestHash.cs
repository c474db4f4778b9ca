namespace Godwit.Sip.Digest;

/// <summary>The hashes of HTTP Digest that SIP phones know (RFC 8760 §2.1).</summary>
public enum DigestHash { Md5, Sha256 }
