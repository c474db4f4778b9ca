using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Godwit.Receipts;

/// <summary>A receipt with all that it takes to check it alone: one line of JSON.</summary>
public sealed record ReceiptLine(int Version, Receipt Receipt, ReceiptSeal Seal)
{
    /// <summary>A line is read by people, too: letters stay letters. It is never put into a page as it is.</summary>
    private static readonly ReceiptJson Json = new(new JsonSerializerOptions(ReceiptJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public string ToJson() => JsonSerializer.Serialize(this, Json.ReceiptLine);

    /// <summary>Null when the text is no receipt of a version that is known here.</summary>
    public static ReceiptLine? OfJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Json.ReceiptLine) is { Version: ReceiptForm.Version } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Groups">The hash of each group of the receipt.</param>
/// <param name="Path">From the receipt's leaf to the root: <see cref="ReceiptTree"/>.</param>
/// <param name="Key">The id of the key that signed.</param>
/// <param name="Signature">Of the root; r and s, 32 bytes each, in base64.</param>
public sealed record ReceiptSeal(ReceiptHashes Groups, IReadOnlyList<string> Path, string Key, string Signature);

/// <summary>SHA-256 of each group's bytes, in lower-case hex.</summary>
public sealed record ReceiptHashes(string Move, string User, string Times, string Source, string Target, string Outcome)
{
    [JsonIgnore]
    public IReadOnlyList<string> All => [Move, User, Times, Source, Target, Outcome];
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ReceiptLine))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
