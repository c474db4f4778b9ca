namespace Godwit.Pool.Users;

public enum DigestAlgorithm { Md5, Sha256 }

/// <summary>What a password leaves behind. Never logged, never sent.</summary>
public sealed record UserSecrets(SipAddress Address, byte[] NtHash, IReadOnlyList<DigestSecret> Digests)
{
    public override string ToString() => $"secrets of {Address}";
}

/// <summary>HA1 = H(username ":" realm ":" password), RFC 7616 §3.4.2; realm = the forest's SIP domain.</summary>
public sealed record DigestSecret(DigestAlgorithm Algorithm, string Username, byte[] Ha1)
{
    public override string ToString() => $"digest secret of {Username}";
}

/// <summary>Door: secrets to check a sign-in against.</summary>
public interface IUserSecrets
{
    /// <summary><paramref name="login"/> is a sAMAccountName, a UPN or a SIP address, any case; null when nobody has it.</summary>
    ValueTask<UserSecrets?> Find(string login, CancellationToken cancel);
}
