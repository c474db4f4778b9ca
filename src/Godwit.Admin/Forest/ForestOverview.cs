using Godwit.Admin.Pools;

namespace Godwit.Admin.Forest;

/// <summary>The forest at a glance: what a console's tree shows.</summary>
/// <param name="Name">Its first SIP domain.</param>
/// <param name="Users">Everybody enabled for communications, disabled users and Unassigned Users included.</param>
/// <param name="Unassigned">Unassigned Users: enabled, and homed on no pool of the forest.</param>
/// <param name="Accounts">Accounts of the directory that are not enabled for communications.</param>
public sealed record ForestOverview(string Name, IReadOnlyList<string> Domains, int Users, int Unassigned, int Disabled, int Accounts, IReadOnlyList<PoolView> Pools);
