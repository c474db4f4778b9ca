using System.Security.Cryptography;

namespace Godwit.Receipts;

/// <summary>The half of the forest's key that everybody may have.</summary>
public sealed class ReceiptPublicKey
{
    private readonly byte[] _info;

    private ReceiptPublicKey(byte[] info) => (_info, Id) = (info, Convert.ToHexStringLower(SHA256.HashData(info)));

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, in lower-case hex.</summary>
    public string Id { get; }

    public string Pem => PemEncoding.WriteString("PUBLIC KEY", _info) + "\n";

    public static ReceiptPublicKey Of(byte[] subjectPublicKeyInfo) => new(subjectPublicKeyInfo);

    /// <summary>Null when the text is no public key on P-256.</summary>
    public static ReceiptPublicKey? OfPem(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return key.KeySize == 256 ? new ReceiptPublicKey(key.ExportSubjectPublicKeyInfo()) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    public bool Verify(ReadOnlySpan<byte> root, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_info, out _);
        return key.VerifyData(Statement(root), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>What is signed: these words, so that the key's signature means nothing anywhere else, and the root.</summary>
    internal static byte[] Statement(ReadOnlySpan<byte> root) => [.. "Godwit receipts 1\n"u8, .. root];
}
