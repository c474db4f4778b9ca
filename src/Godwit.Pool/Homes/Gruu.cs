using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>The URI that names an endpoint for good ([MS-SIPREGE]): made of user and instance alone, so it is the same on every pool and after every restart.</summary>
public static class Gruu
{
    private const string Opaque = ";opaque=user:epid:";

    /// <summary><c>sip:alice@godwit.test;opaque=user:epid:CF4L2AMcWg2NmvFJquaVSg;gruu</c></summary>
    public static string Of(SipAddress user, string instance)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(user.Value + "\n" + instance), hash);
        return $"{user.Uri}{Opaque}{Base64Url.EncodeToString(hash[..16])};gruu";
    }
}
