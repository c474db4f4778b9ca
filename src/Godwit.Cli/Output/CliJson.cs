using System.Text.Json;
using System.Text.Json.Serialization;

namespace Godwit.Cli.Output;

/// <summary>What <c>--json</c> prints when there is no answer.</summary>
internal sealed record Failure(string Error);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Failure))]
internal sealed partial class CliJson : JsonSerializerContext;
