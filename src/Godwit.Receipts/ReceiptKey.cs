using System.Security.Cryptography;

namespace Godwit.Receipts;

/// <summary>The forest's own key, ECDSA on P-256, that signs receipts. At rest it is a PKCS #8 file, encrypted, for the owner's eyes only.</summary>
public sealed class ReceiptKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _gate = new();

    private ReceiptKey(ECDsa key)
    {
        _key = key;
        Public = ReceiptPublicKey.Of(key.ExportSubjectPublicKeyInfo());
    }

    public ReceiptPublicKey Public { get; }

    /// <summary>One that nobody keeps.</summary>
    public static ReceiptKey New() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads the key; makes one when there is no file.</summary>
    /// <param name="secret">What the file is encrypted with: a random key that lies elsewhere.</param>
    public static ReceiptKey Open(string file, ReadOnlySpan<byte> secret)
    {
        if (!File.Exists(file)) Make(file, secret);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromEncryptedPem(File.ReadAllText(file), secret);
            return new ReceiptKey(key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidOperationException($"The key of the receipts in {file} can't be read: it is damaged, or encrypted with another key", e);
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> root)
    {
        lock (_gate) return _key.SignData(ReceiptPublicKey.Statement(root), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public void Dispose() => _key.Dispose();

    private static void Make(string file, ReadOnlySpan<byte> secret)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Complete or not there: nobody could check what a lost key has signed.
        var unfinished = file + ".new";
        File.Delete(unfinished);
        using (var stream = new FileStream(unfinished, options))
        using (var text = new StreamWriter(stream))
        {
            text.Write(key.ExportEncryptedPkcs8PrivateKeyPem(secret, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000)));
            text.Flush();
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, file);
    }
}
