using System.Text.Json;
using System.Text.Json.Serialization;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Users;

namespace Godwit.Links.Rpc;

/// <summary>How values cross: records by their members, octets as base64, addresses and version patterns as their texts.</summary>
internal static class LinkJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new AddressConverter(), new VersionPatternConverter(), new JsonStringEnumConverter() },
    };

    private sealed class AddressConverter : JsonConverter<SipAddress>
    {
        public override SipAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => SipAddress.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, SipAddress value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override SipAddress ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => SipAddress.Parse(reader.GetString() ?? "");

        public override void WriteAsPropertyName(Utf8JsonWriter writer, SipAddress value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);
    }

    private sealed class VersionPatternConverter : JsonConverter<VersionPattern>
    {
        public override VersionPattern Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            VersionPattern.TryParse(reader.GetString(), out var pattern) ? pattern : throw new JsonException("That is not a version pattern");

        public override void Write(Utf8JsonWriter writer, VersionPattern value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
