using System.Security.Cryptography;
using System.Text;

namespace Godwit.Directory.Embedded.Secrets;

/// <summary>
/// Seals secrets at rest with AES-256-GCM and the key of a file. What is sealed opens only for the same user and kind, so nobody can put
/// one user's row into another's place. Sealed form: nonce (12), tag (16), ciphertext.
/// </summary>
internal sealed class SecretBox : IDisposable
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key;

    private SecretBox(byte[] key) => _key = key;

    /// <summary>Reads the key; makes a new one, for the owner's eyes only, when there is no file.</summary>
    public static SecretBox Open(string keyFile)
    {
        if (!File.Exists(keyFile)) Make(keyFile);
        var key = File.ReadAllBytes(keyFile);
        return key.Length == KeySize ? new SecretBox(key) : throw new InvalidOperationException($"The key file {keyFile} is not a key of {KeySize} bytes");
    }

    public byte[] Seal(long user, string kind, ReadOnlySpan<byte> secret)
    {
        var sealedBytes = new byte[NonceSize + TagSize + secret.Length];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(nonce, secret, sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize), Owner(user, kind));
        return sealedBytes;
    }

    /// <summary>Throws <see cref="CryptographicException"/> when it was sealed by another key, for another user or kind, or was changed.</summary>
    public byte[] Unseal(long user, string kind, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < NonceSize + TagSize) throw new CryptographicException("A sealed secret is cut off");
        var secret = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        aes.Decrypt(sealedBytes[..NonceSize], sealedBytes[(NonceSize + TagSize)..], sealedBytes.Slice(NonceSize, TagSize), secret, Owner(user, kind));
        return secret;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    private static byte[] Owner(long user, string kind) => Encoding.UTF8.GetBytes(FormattableString.Invariant($"{user}/{kind}"));

    private static void Make(string keyFile)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(keyFile))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Complete or not there: a key that is cut off by a crash would lose all secrets sealed later.
        var unfinished = keyFile + ".new";
        File.Delete(unfinished);
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeySize));
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, keyFile);
    }
}
