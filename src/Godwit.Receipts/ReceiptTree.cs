using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Godwit.Receipts;

/// <summary>
/// Receipts that became final together are signed together: a tree of hashes over them, and one signature of its root. Each receipt takes along
/// its siblings on the way up, so it can be checked alone.
/// </summary>
public static class ReceiptTree
{
    private const byte LeafMark = 0;
    private const byte NodeMark = 1;

    /// <summary>Of the hashes of a receipt's groups: SHA-256 of 00, the form's version, the hashes.</summary>
    public static byte[] Leaf(IReadOnlyList<byte[]> groups)
    {
        // Of a receipt that is being checked they may be of any length.
        var bytes = new byte[2 + groups.Sum(g => g.Length)];
        (bytes[0], bytes[1]) = (LeafMark, ReceiptForm.Version);
        var at = 2;
        foreach (var group in groups)
        {
            group.CopyTo(bytes, at);
            at += group.Length;
        }

        return SHA256.HashData(bytes);
    }

    public static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        var level = leaves;
        while (level.Count > 1) level = Above(level);
        return level[0];
    }

    /// <summary>The siblings from the leaf up: L or R for the side they are on, and their hash in hex.</summary>
    public static ImmutableArray<string> Path(IReadOnlyList<byte[]> leaves, int leaf)
    {
        var path = ImmutableArray.CreateBuilder<string>();
        for (var (level, at) = (leaves, leaf); level.Count > 1; (level, at) = (Above(level), at / 2))
        {
            var sibling = at ^ 1;
            if (sibling < level.Count) path.Add((sibling < at ? "L" : "R") + Convert.ToHexStringLower(level[sibling]));
        }
        return path.ToImmutable();
    }

    /// <summary>The root that this leaf and its path lead to. Throws <see cref="FormatException"/> on a path that is none.</summary>
    public static byte[] Climb(byte[] leaf, IEnumerable<string> path) => path.Aggregate(leaf, (below, step) => step switch
    {
        ['L', .. var hash] => Node(Convert.FromHexString(hash), below),
        ['R', .. var hash] => Node(below, Convert.FromHexString(hash)),
        _ => throw new FormatException($"'{step}' is no step of a path"),
    });

    /// <summary>Who has no sibling goes up as it is.</summary>
    private static List<byte[]> Above(IReadOnlyList<byte[]> level)
    {
        var above = new List<byte[]>((level.Count + 1) / 2);
        for (var i = 0; i < level.Count; i += 2) above.Add(i + 1 < level.Count ? Node(level[i], level[i + 1]) : level[i]);
        return above;
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([NodeMark, .. left, .. right]);
}
