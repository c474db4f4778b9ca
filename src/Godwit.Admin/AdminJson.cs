using System.Text.Json;
using System.Text.Json.Serialization;
using Godwit.Admin.Access;
using Godwit.Admin.Audit;
using Godwit.Admin.Clients;
using Godwit.Admin.Connections;
using Godwit.Admin.Files;
using Godwit.Admin.Forest;
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
[JsonSerializable(typeof(IReadOnlyList<RetiredPoolView>))]
[JsonSerializable(typeof(ClientVersionFilterView))]
[JsonSerializable(typeof(AddClientVersionRule))]
[JsonSerializable(typeof(SetClientVersionFilter))]
[JsonSerializable(typeof(ClientVersionVerdictView))]
[JsonSerializable(typeof(UserClientsView))]
[JsonSerializable(typeof(PoolClientsView))]
[JsonSerializable(typeof(AskDoctor))]
[JsonSerializable(typeof(DoctorView))]
[JsonSerializable(typeof(StartMove))]
[JsonSerializable(typeof(ForceMove))]
[JsonSerializable(typeof(ForcedMoveView))]
[JsonSerializable(typeof(RetryMove))]
[JsonSerializable(typeof(ChangeMove))]
[JsonSerializable(typeof(UndoMove))]
[JsonSerializable(typeof(MoveView))]
[JsonSerializable(typeof(IReadOnlyList<MoveProgressView>))]
[JsonSerializable(typeof(MoveProgressView))]
[JsonSerializable(typeof(MoveUsersView))]
[JsonSerializable(typeof(ReceiptNowView))]
[JsonSerializable(typeof(MakePlan))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(IReadOnlyList<PlanView>))]
[JsonSerializable(typeof(PlanUsers))]
[JsonSerializable(typeof(RenamePlan))]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(PlanRunView))]
[JsonSerializable(typeof(ImportOrder))]
[JsonSerializable(typeof(ImportEventView))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(ExportView))]
[JsonSerializable(typeof(UsersPage))]
[JsonSerializable(typeof(SetUser))]
[JsonSerializable(typeof(ConfigureUsers))]
[JsonSerializable(typeof(DeleteUsers))]
[JsonSerializable(typeof(UsersResult))]
[JsonSerializable(typeof(DeletedUserView))]
[JsonSerializable(typeof(ForestOverview))]
[JsonSerializable(typeof(FiguresView))]
[JsonSerializable(typeof(IReadOnlyList<ContainerView>))]
[JsonSerializable(typeof(AccountsPage))]
[JsonSerializable(typeof(EnableAccount))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(SignIn))]
[JsonSerializable(typeof(SignInWaysView))]
[JsonSerializable(typeof(ChangePassword))]
[JsonSerializable(typeof(IReadOnlyList<AdministratorView>))]
[JsonSerializable(typeof(AdministratorView))]
[JsonSerializable(typeof(AddAdministrator))]
[JsonSerializable(typeof(FirstAdministrator))]
[JsonSerializable(typeof(SetAdministrator))]
[JsonSerializable(typeof(IReadOnlyList<TokenView>))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(AddToken))]
[JsonSerializable(typeof(NewTokenView))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ProfileBook))]
public sealed partial class AdminJson : JsonSerializerContext;
