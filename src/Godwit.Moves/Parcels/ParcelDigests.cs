using System.Collections.Immutable;
using System.Security.Cryptography;
using Godwit.Pool.Users;
using Godwit.Receipts;

namespace Godwit.Moves.Parcels;

/// <summary>How many items of each kind a parcel holds, and the digest of each kind: what a receipt says of a user's data.</summary>
public static class ParcelDigests
{
    public const string Account = "account";

    public static ReceiptData Of(UserParcel parcel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return Of(parcel, sha);
    }

    public static IReadOnlyDictionary<SipAddress, ReceiptData> Of(IReadOnlyCollection<UserParcel> parcels)
    {
        // One for all: making one costs more than the hash of a short section.
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return parcels.ToDictionary(p => p.User, p => Of(p, sha));
    }

    /// <summary>Runs over the fields without taking them apart. The digest of a section is that of its bytes, the number of rows included.</summary>
    private static ReceiptData Of(UserParcel parcel, IncrementalHash sha)
    {
        var content = parcel.Content.Span;
        var reader = new ParcelReader(content);
        reader.Text();
        var kinds = new KindDigest[ParcelFormat.Sections.Length + 1];
        var start = reader.At;
        Skip(ref reader, ParcelFormat.AccountFields);
        kinds[0] = new KindDigest(Account, 1, Hash(sha, content[start..reader.At]));
        for (var i = 1; i < kinds.Length; i++)
        {
            var section = ParcelFormat.Sections[i - 1];
            start = reader.At;
            var rows = reader.Rows();
            for (var row = 0; row < rows; row++) Skip(ref reader, section.Fields);
            kinds[i] = new KindDigest(section.Kind, rows, rows == 0 ? "" : Hash(sha, content[start..reader.At]));
        }
        reader.End();
        return new ReceiptData(Convert.ToHexStringLower(parcel.Digest.Span), kinds);
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

    private static string Hash(IncrementalHash sha, ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        sha.AppendData(bytes);
        sha.GetHashAndReset(hash);
        return Convert.ToHexStringLower(hash);
    }
}
