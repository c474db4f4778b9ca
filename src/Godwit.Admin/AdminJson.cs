using System.Text.Json;
using System.Text.Json.Serialization;
using Godwit.Admin.Clients;
using Godwit.Admin.Moves;
using Godwit.Admin.Pools;
using Godwit.Admin.Users;

namespace Godwit.Admin;

/// <summary>The API's JSON: camel case, nulls left out, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<UserView>))]
[JsonSerializable(typeof(UserView))]
[JsonSerializable(typeof(AddUser))]
[JsonSerializable(typeof(SetAttributes))]
[JsonSerializable(typeof(IReadOnlyList<PoolView>))]
[JsonSerializable(typeof(PoolView))]
[JsonSerializable(typeof(RetirePool))]
[JsonSerializable(typeof(RetireResult))]
[JsonSerializable(typeof(ClientVersionFilterView))]
[JsonSerializable(typeof(AddClientVersionRule))]
[JsonSerializable(typeof(SetClientVersionFilter))]
[JsonSerializable(typeof(ClientVersionVerdictView))]
[JsonSerializable(typeof(UserClientsView))]
[JsonSerializable(typeof(PoolClientsView))]
[JsonSerializable(typeof(StartMove))]
[JsonSerializable(typeof(MoveView))]
[JsonSerializable(typeof(IReadOnlyList<MoveProgressView>))]
[JsonSerializable(typeof(MoveProgressView))]
[JsonSerializable(typeof(Problem))]
public sealed partial class AdminJson : JsonSerializerContext;
