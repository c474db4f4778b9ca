using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Godwit.Server.SignIn;

/// <summary>The key that seals the keys of sessions at rest: made of the directory's key file, which seals the users' secrets, and good for nothing else.</summary>
internal sealed class SessionsKey
{
    private readonly byte[] _key;

    public SessionsKey(ReadOnlySpan<byte> forestKey) => _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, forestKey.ToArray(), 32, info: "Godwit session keys"u8.ToArray());

    public AesGcm Open() => new(_key, AesGcm.TagByteSizes.MaxSize);
}

/// <summary>Writes a key of sessions as AES-256-GCM: nonce, tag, ciphertext, in base64.</summary>
internal sealed class SealedKeys(SessionsKey key) : IXmlEncryptor
{
    internal static readonly int Nonce = AesGcm.NonceByteSizes.MaxSize;
    internal static readonly int Tag = AesGcm.TagByteSizes.MaxSize;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var secret = System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var bytes = new byte[Nonce + Tag + secret.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, Nonce));
        using var aes = key.Open();
        aes.Encrypt(bytes.AsSpan(0, Nonce), secret, bytes.AsSpan(Nonce + Tag), bytes.AsSpan(Nonce, Tag));
        CryptographicOperations.ZeroMemory(secret);
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(bytes)), typeof(UnsealedKeys));
    }
}

/// <summary>Reads what <see cref="SealedKeys"/> wrote. Throws <see cref="CryptographicException"/> when another key sealed it, or somebody changed it.</summary>
internal sealed class UnsealedKeys(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var bytes = Convert.FromBase64String(encryptedElement.Value);
        var (nonce, tag) = (SealedKeys.Nonce, SealedKeys.Tag);
        if (bytes.Length < nonce + tag) throw new CryptographicException("A sealed key of sessions is cut off");
        var secret = new byte[bytes.Length - nonce - tag];
        using var aes = services.GetRequiredService<SessionsKey>().Open();
        aes.Decrypt(bytes.AsSpan(0, nonce), bytes.AsSpan(nonce + tag), bytes.AsSpan(nonce, tag), secret);
        return XElement.Parse(System.Text.Encoding.UTF8.GetString(secret));
    }
}
