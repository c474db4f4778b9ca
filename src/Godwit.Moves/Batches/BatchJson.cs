using System.Text.Json;
using System.Text.Json.Serialization;
using Godwit.Pool.Users;

namespace Godwit.Moves.Batches;

/// <summary>A batch as it lies in the journal.</summary>
public static class BatchJson
{
    public static BatchEntry Write(Batch batch) =>
        new(batch.MoveId, batch.Number, batch.Step.ToString(), batch.Step == MoveStep.Done, JsonSerializer.Serialize(batch, BatchJsonContext.Default.Batch));

    public static Batch Read(BatchEntry entry) =>
        JsonSerializer.Deserialize(entry.State, BatchJsonContext.Default.Batch)
        ?? throw new InvalidDataException($"Batch {entry.Number} of move {entry.MoveId} is empty in the journal");
}

internal sealed class SipAddressJson : JsonConverter<SipAddress>
{
    public override SipAddress Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => SipAddress.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, SipAddress value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, Converters = [typeof(SipAddressJson)], DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Batch))]
internal sealed partial class BatchJsonContext : JsonSerializerContext;
