using System.Text.Json;
using System.Text.Json.Serialization;

namespace Godwit.Moves.Terms;

/// <summary>Terms as they lie in the journal; null where there are none.</summary>
public static class TermsJson
{
    public static string? Write(MoveTerms terms) => terms == MoveTerms.None ? null : JsonSerializer.Serialize(terms, TermsJsonContext.Default.MoveTerms);

    public static MoveTerms Read(string? text) =>
        text is null ? MoveTerms.None : JsonSerializer.Deserialize(text, TermsJsonContext.Default.MoveTerms) ?? MoveTerms.None;
}

internal sealed class WindowJson : JsonConverter<Window>
{
    public override Window? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Window.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Window value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, Converters = [typeof(WindowJson)], DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(MoveTerms))]
internal sealed partial class TermsJsonContext : JsonSerializerContext;
