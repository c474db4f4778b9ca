using System.Security.Cryptography;

namespace Godwit.Receipts;

public enum ReceiptVerdict
{
    Valid,

    /// <summary>Not as it was signed.</summary>
    Altered,

    /// <summary>Signed by a key that is not the one asked for.</summary>
    OtherKey,

    NotAReceipt,
}

/// <param name="Line">Null when it is not a receipt.</param>
/// <param name="Altered">The groups that were altered; <c>seal</c> for the proof itself, <c>form</c> for a text that says the same in another way.</param>
public sealed record ReceiptFinding(ReceiptVerdict Verdict, ReceiptLine? Line, IReadOnlyList<string> Altered);

/// <summary>Whether a line is a receipt as it was signed. Needs nothing but the line and the public key.</summary>
public static class ReceiptCheck
{
    public static ReceiptFinding Check(string text, ReceiptPublicKey key)
    {
        if (ReceiptLine.OfJson(text) is not { } line || !IsWhole(line)) return new ReceiptFinding(ReceiptVerdict.NotAReceipt, null, []);
        try
        {
            var altered = Altered(line);
            if (altered.Count > 0) return new ReceiptFinding(ReceiptVerdict.Altered, line, altered);
            if (line.Seal.Key != key.Id) return new ReceiptFinding(ReceiptVerdict.OtherKey, line, []);
            if (!IsSigned(line, key)) return new ReceiptFinding(ReceiptVerdict.Altered, line, ["seal"]);
            return Canonical(line).ToJson() == text ? new ReceiptFinding(ReceiptVerdict.Valid, line, []) : new ReceiptFinding(ReceiptVerdict.Altered, line, ["form"]);
        }
        catch (FormatException)
        {
            // A digest, a step of the path or the signature is not even one.
            return new ReceiptFinding(ReceiptVerdict.Altered, line, ["seal"]);
        }
    }

    private static bool IsWhole(ReceiptLine line) =>
        line is { Receipt: { Move: not null, User: not null, Times: not null, Outcome.Lost: not null }, Seal: { Groups: not null, Path: not null, Signature: not null } }
        && line.Receipt.Source is null or { Kinds: not null } && line.Receipt.Target is null or { Kinds: not null };

    /// <summary>The groups whose bytes have another hash than the one that stands beside them.</summary>
    private static List<string> Altered(ReceiptLine line)
    {
        var altered = new List<string>();
        for (var group = 0; group < ReceiptForm.Groups.Length; group++)
            if (HashOf(line.Receipt, group) != line.Seal.Groups.All[group]) altered.Add(ReceiptForm.Groups[group]);
        return altered;
    }

    /// <summary>Null when the group holds something that can't be written at all.</summary>
    private static string? HashOf(Receipt receipt, int group)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(ReceiptForm.Bytes(receipt, group)));
        }
        catch (Exception e) when (e is FormatException or ArgumentNullException)
        {
            return null;
        }
    }

    /// <summary>The one text that there is for what the line says.</summary>
    private static ReceiptLine Canonical(ReceiptLine line) => line with
    {
        Receipt = ReceiptForm.Canonical(line.Receipt),
        Seal = line.Seal with { Path = [.. line.Seal.Path.Select(step => step[..1] + step[1..].ToLowerInvariant())], Signature = Convert.ToBase64String(Convert.FromBase64String(line.Seal.Signature)) },
    };

    private static bool IsSigned(ReceiptLine line, ReceiptPublicKey key) => key.Verify(
        ReceiptTree.Climb(ReceiptTree.Leaf([.. line.Seal.Groups.All.Select(Convert.FromHexString)]), line.Seal.Path), Convert.FromBase64String(line.Seal.Signature));
}
