using System.Text.Json;
using System.Text.Json.Serialization;

namespace Godwit.Demo;

/// <summary>What <c>godwit demo --once</c> found (docs/cli.md).</summary>
/// <param name="Users">Users whom the moves named.</param>
/// <param name="Lost">Users whose contacts, groups or permissions were not the same at the new pool.</param>
/// <param name="MessagesLost">Messages that were accepted and did not arrive exactly once.</param>
/// <param name="Seconds">How long the moves took, together.</param>
internal sealed record MainJobReport(int Users, int Moved, int Refused, int Failed, int Lost, int MessagesSent, int MessagesLost, double Seconds, double UsersPerSecond)
{
    [JsonIgnore]
    public bool IsClean => Lost == 0 && MessagesLost == 0 && Refused == 0 && Failed == 0 && Moved == Users;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MainJobReport))]
internal sealed partial class MainJobJson : JsonSerializerContext;
