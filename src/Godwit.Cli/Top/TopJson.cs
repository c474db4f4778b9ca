using System.Text.Json;
using System.Text.Json.Serialization;

namespace Godwit.Cli.Top;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TopView))]
internal sealed partial class TopJson : JsonSerializerContext;
