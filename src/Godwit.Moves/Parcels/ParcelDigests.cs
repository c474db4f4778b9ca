using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Godwit.Pool.Users;
using Godwit.Receipts;

namespace Godwit.Moves.Parcels;

/// <summary>
/// Digests of parcels, one after another: of each kind of data in it, and from these that of the whole (docs/architecture/parcel.md). Each byte is hashed once. Throws
/// <see cref="ParcelFormatException"/> on bytes that are no parcel.
/// </summary>
public sealed class ParcelDigests : IDisposable
{
    public const string Account = "account";

    private const int Size = SHA256.HashSizeInBytes;

    // One for all: making one costs more than the hash of a short section.
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _kinds = new byte[(1 + ParcelFormat.Sections.Length) * Size];

    /// <summary>What a receipt says of the parcel's data.</summary>
    public static ReceiptData Of(UserParcel parcel)
    {
        if (parcel.Kinds is { } known) return new ReceiptData(Convert.ToHexStringLower(parcel.Digest.Span), known);
        using var digests = new ParcelDigests();
        var (digest, kinds) = digests.Of(parcel.Content.Span, Starts(parcel.Content.Span));
        return new ReceiptData(Convert.ToHexStringLower(digest), kinds);
    }

    /// <summary>Of a parcel whose bytes are all there is.</summary>
    public static byte[] Digest(ReadOnlySpan<byte> content)
    {
        using var digests = new ParcelDigests();
        return digests.Hash(content, Starts(content));
    }

    /// <summary>Of what was written last.</summary>
    public byte[] Digest(ParcelWriter written) => Hash(written.Content, written.Starts);

    /// <summary>What was written last as a parcel of this user; its bytes live until the writer begins another.</summary>
    public UserParcel Parcel(SipAddress user, ParcelWriter written)
    {
        var (digest, kinds) = Of(written.Content, written.Starts);
        return new UserParcel(user, written.Written, digest) { Kinds = kinds };
    }

    public void Dispose() => _sha.Dispose();

    private (byte[] Digest, KindDigest[] Kinds) Of(ReadOnlySpan<byte> content, ReadOnlySpan<int> starts)
    {
        var digest = Hash(content, starts);
        var kinds = new KindDigest[starts.Length];
        for (var i = 0; i < kinds.Length; i++)
        {
            var items = Items(content, starts, i);
            kinds[i] = new KindDigest(i == 0 ? Account : ParcelFormat.Sections[i - 1].Kind, items, items == 0 ? "" : Convert.ToHexStringLower(Kind(i)));
        }

        return (digest, kinds);
    }

    /// <summary>The head as it is, then the digest of each kind; zeros for one without items.</summary>
    private byte[] Hash(ReadOnlySpan<byte> content, ReadOnlySpan<int> starts)
    {
        for (var i = 0; i < starts.Length; i++)
            if (Items(content, starts, i) == 0) Kind(i).Clear();
            else
            {
                _sha.AppendData(content[starts[i]..(i + 1 < starts.Length ? starts[i + 1] : content.Length)]);
                _sha.GetHashAndReset(Kind(i));
            }

        _sha.AppendData(content[..starts[0]]);
        _sha.AppendData(_kinds);
        return _sha.GetHashAndReset();
    }

    private Span<byte> Kind(int index) => _kinds.AsSpan(index * Size, Size);

    private static int Items(ReadOnlySpan<byte> content, ReadOnlySpan<int> starts, int kind) => kind == 0 ? 1 : BinaryPrimitives.ReadInt32LittleEndian(content[starts[kind]..]);

    /// <summary>Where the account and each section begin; runs over the fields without taking them apart.</summary>
    private static int[] Starts(ReadOnlySpan<byte> content)
    {
        var reader = new ParcelReader(content);
        reader.Text();
        var starts = new int[1 + ParcelFormat.Sections.Length];
        starts[0] = reader.At;
        Skip(ref reader, ParcelFormat.AccountFields);
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = reader.At;
            for (var rows = reader.Rows(); rows > 0; rows--) Skip(ref reader, ParcelFormat.Sections[i - 1].Fields);
        }

        reader.End();
        return starts;
    }

    private static void Skip(ref ParcelReader reader, ImmutableArray<FieldKind> fields)
    {
        foreach (var field in fields)
            switch (field)
            {
                case FieldKind.Integer: reader.Integer(); break;
                case FieldKind.OptionalInteger: reader.OptionalInteger(); break;
                case FieldKind.Text: reader.Text(); break;
                case FieldKind.OptionalText: reader.OptionalText(out _); break;
            }
    }
}
