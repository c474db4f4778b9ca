using System.Text.Json;
using System.Text.Json.Serialization;

namespace Godwit.Cli.Output;

/// <summary>What <c>--json</c> prints when there is no answer.</summary>
internal sealed record Failure(string Error);

/// <param name="Token">Whether it has one.</param>
/// <param name="KnownBy">What the server's certificate is judged by.</param>
internal sealed record ProfileAnswer(string Name, string Server, bool Current, bool Token, string KnownBy);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(PublicKeyAnswer))]
[JsonSerializable(typeof(ReceiptsAnswer))]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(List<ProfileAnswer>))]
internal sealed partial class CliJson : JsonSerializerContext;
