using System.Text.Json;
using System.Text.Json.Serialization;

namespace Godwit.Server.Configuration;

/// <summary>The configuration file's JSON: camel case, comments and trailing commas welcome.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(GodwitConfig))]
internal sealed partial class ConfigJson : JsonSerializerContext;
