namespace Godwit.Admin.Forest;

/// <summary>An organizational unit, container or domain of the directory.</summary>
/// <param name="Parent">DN of the container above; empty at the top.</param>
/// <param name="Kind"><c>domain</c>, <c>ou</c> or <c>container</c>.</param>
/// <param name="Accounts">Accounts directly in it.</param>
/// <param name="Users">Those of them who are enabled for communications.</param>
/// <param name="AccountsBelow">Accounts in it and below it.</param>
public sealed record ContainerView(string Dn, string Name, string Parent, string Kind, int Accounts, int Users, int AccountsBelow);
