using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Godwit.Server.SignIn;

/// <summary>The way in while there is no account: a code that is printed at the start, good for one account and some hours. There is no password to begin with.</summary>
internal sealed class FirstLink(TimeProvider time)
{
    public static readonly TimeSpan Holds = TimeSpan.FromHours(4);

    private readonly DateTimeOffset _until = time.GetUtcNow() + Holds;

    public string Code { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    public bool Is(string? code) =>
        code is not null && time.GetUtcNow() < _until && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(code)), SHA256.HashData(Encoding.UTF8.GetBytes(Code)));
}
