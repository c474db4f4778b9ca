using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Godwit.Receipts;

/// <summary>Receipts under one signature, as the journal keeps them; and receipts that are not signed yet, while a move is under way.</summary>
public sealed record SignedReceipts(IReadOnlyList<Receipt> Receipts, string Key, byte[] Signature)
{
    private static ReadOnlySpan<byte> Mark => "GWR"u8;

    public static SignedReceipts Sign(IReadOnlyList<Receipt> receipts, ReceiptKey key)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return new(receipts, key.Public.Id, key.Sign(ReceiptTree.Root([.. receipts.Select(r => ReceiptTree.Leaf(ReceiptForm.Hashes(r, sha)))])));
    }

    /// <summary>Each with its proof, to be handed out. In their order.</summary>
    public IEnumerable<ReceiptLine> Lines()
    {
        var hashes = Receipts.Select(ReceiptForm.Hashes).ToList();
        var leaves = hashes.Select(h => ReceiptTree.Leaf(h)).ToList();
        for (var i = 0; i < Receipts.Count; i++)
            yield return new ReceiptLine(ReceiptForm.Version, Receipts[i], new ReceiptSeal(Named(hashes[i]), ReceiptTree.Path(leaves, i), Key, Convert.ToBase64String(Signature)));
    }

    public byte[] ToBytes()
    {
        var writer = Begin();
        writer.Digest(Key);
        writer.Number((ulong)Signature.Length);
        writer.Bytes(Signature);
        Receipts.ToList().ForEach(r => ReceiptForm.Write(writer, r));
        return writer.Content.ToArray();
    }

    public static SignedReceipts Of(ReadOnlySpan<byte> bytes)
    {
        var reader = Begin(bytes);
        var (key, signature) = (reader.Digest(), reader.Bytes(reader.Count()).ToArray());
        return new SignedReceipts(Rest(ref reader), key, signature);
    }

    public static byte[] Draft(IEnumerable<Receipt> receipts)
    {
        var writer = Begin();
        foreach (var receipt in receipts) ReceiptForm.Write(writer, receipt);
        return writer.Content.ToArray();
    }

    public static IReadOnlyList<Receipt> OfDraft(ReadOnlySpan<byte> bytes)
    {
        var reader = Begin(bytes);
        return Rest(ref reader);
    }

    private static FormWriter Begin()
    {
        var writer = new FormWriter();
        writer.Bytes(Mark);
        writer.Byte(ReceiptForm.Version);
        return writer;
    }

    private static FormReader Begin(ReadOnlySpan<byte> bytes)
    {
        var reader = new FormReader(bytes);
        if (!reader.Bytes(3).SequenceEqual(Mark)) throw new FormatException("These bytes are no receipts");
        return reader.Byte() is ReceiptForm.Version ? reader : throw new FormatException("These receipts are of a version that is not known here");
    }

    private static List<Receipt> Rest(ref FormReader reader)
    {
        var receipts = new List<Receipt>();
        while (!reader.AtEnd) receipts.Add(ReceiptForm.Read(ref reader));
        return receipts;
    }

    private static ReceiptHashes Named(ImmutableArray<byte[]> hashes)
    {
        string Hex(int group) => Convert.ToHexStringLower(hashes[group]);
        return new ReceiptHashes(Hex(0), Hex(1), Hex(2), Hex(3), Hex(4), Hex(5));
    }
}
