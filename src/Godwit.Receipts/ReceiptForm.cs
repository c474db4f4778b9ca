using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Godwit.Receipts;

/// <summary>
/// The canonical bytes of a receipt, version 1 (docs/architecture/receipt.md): its groups one behind the other. What is signed is made of the
/// SHA-256 of each group, so that a check can say which one was altered. Never change what is here: a new version is added.
/// </summary>
public static class ReceiptForm
{
    public const byte Version = 1;

    public static readonly ImmutableArray<string> Groups = ["move", "user", "times", "source", "target", "outcome"];

    /// <summary>The bytes of one of <see cref="Groups"/>.</summary>
    public static byte[] Bytes(Receipt receipt, int group)
    {
        var writer = new FormWriter();
        Write(writer, receipt, group);
        return writer.Content.ToArray();
    }

    /// <summary>SHA-256 of each group, in order.</summary>
    public static ImmutableArray<byte[]> Hashes(Receipt receipt)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return Hashes(receipt, sha);
    }

    internal static ImmutableArray<byte[]> Hashes(Receipt receipt, IncrementalHash sha)
    {
        var writer = new FormWriter();
        var hashes = ImmutableArray.CreateBuilder<byte[]>(Groups.Length);
        for (var group = 0; group < Groups.Length; group++)
        {
            var start = writer.Length;
            Write(writer, receipt, group);
            sha.AppendData(writer.Content[start..]);
            hashes.Add(sha.GetHashAndReset());
        }

        return hashes.MoveToImmutable();
    }

    /// <summary>The receipt as it would be read back: times in UTC, digests in lower case, none for what has no items.</summary>
    internal static Receipt Canonical(Receipt receipt)
    {
        var writer = new FormWriter();
        Write(writer, receipt);
        var reader = new FormReader(writer.Content);
        return Read(ref reader);
    }

    internal static void Write(FormWriter writer, Receipt receipt)
    {
        for (var group = 0; group < Groups.Length; group++) Write(writer, receipt, group);
    }

    internal static Receipt Read(ref FormReader reader)
    {
        var move = new ReceiptMove(reader.Text(), reader.Text(), reader.Flag(), reader.Time());
        var user = new ReceiptUser(reader.Text(), reader.Text(), reader.Text());
        var times = new ReceiptTimes(reader.OptionalTime(), reader.OptionalTime(), reader.OptionalTime(), reader.OptionalTime(), reader.OptionalTime());
        var source = Data(ref reader, null);
        var target = Data(ref reader, source);
        var data = reader.Text();
        var lost = new string[reader.Count()];
        for (var i = 0; i < lost.Length; i++) lost[i] = reader.Text();
        return new Receipt(move, user, times, source, target, new ReceiptOutcome(data, lost));
    }

    private static void Write(FormWriter writer, Receipt receipt, int group)
    {
        switch (group)
        {
            case 0: Move(writer, receipt.Move); break;
            case 1: User(writer, receipt.User); break;
            case 2: Times(writer, receipt.Times); break;
            case 3: Data(writer, receipt.Source, null); break;
            case 4: Data(writer, receipt.Target, receipt.Source); break;
            case 5: Outcome(writer, receipt.Outcome); break;
        }
    }

    private static void Move(FormWriter writer, ReceiptMove move)
    {
        writer.Text(move.Id);
        writer.Text(move.AskedBy);
        writer.Flag(move.Forced);
        writer.Time(move.Started);
    }

    private static void User(FormWriter writer, ReceiptUser user)
    {
        writer.Text(user.Address);
        writer.Text(user.From);
        writer.Text(user.To);
    }

    private static void Times(FormWriter writer, ReceiptTimes times)
    {
        writer.Time(times.Fenced);
        writer.Time(times.Copied);
        writer.Time(times.Verified);
        writer.Time(times.Switched);
        writer.Time(times.Followed);
    }

    /// <summary>00: none; 01: given here; 02: as at the source, digest for digest.</summary>
    private static void Data(FormWriter writer, ReceiptData? data, ReceiptData? source)
    {
        var same = data is not null && source is not null && (ReferenceEquals(data, source) || (data.Digest == source.Digest && data.Kinds.SequenceEqual(source.Kinds)));
        writer.Byte(data is null ? (byte)0 : same ? (byte)2 : (byte)1);
        if (data is null || same) return;
        writer.Digest(data.Digest);
        writer.Number((ulong)data.Kinds.Count);
        foreach (var kind in data.Kinds)
        {
            writer.Text(kind.Kind);
            writer.Number((uint)kind.Items);
            if (kind.Items != 0) writer.Digest(kind.Digest);
        }
    }

    private static ReceiptData? Data(ref FormReader reader, ReceiptData? source)
    {
        var form = reader.Byte();
        if (form == 0) return null;
        if (form == 2) return source ?? throw new FormatException("A receipt has data that is as nowhere else");
        var digest = reader.Digest();
        var kinds = new KindDigest[reader.Count()];
        for (var i = 0; i < kinds.Length; i++)
        {
            var (kind, items) = (reader.Text(), (int)reader.Number());
            kinds[i] = new KindDigest(kind, items, items == 0 ? "" : reader.Digest());
        }
        return new ReceiptData(digest, kinds);
    }

    private static void Outcome(FormWriter writer, ReceiptOutcome outcome)
    {
        writer.Text(outcome.Data);
        writer.Number((ulong)outcome.Lost.Count);
        foreach (var lost in outcome.Lost) writer.Text(lost);
    }
}
