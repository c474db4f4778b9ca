using Godwit.Admin.Users;

namespace Godwit.Admin.Forest;

/// <summary>Accounts of the directory, a part of a list and how long the list is.</summary>
public sealed record AccountsPage(int Total, IReadOnlyList<AccountView> Accounts);

/// <summary>An account as a directory console shows it.</summary>
/// <param name="User">What it is in the forest; null when it is not enabled for communications.</param>
public sealed record AccountView(string Dn, string Login, string DisplayName, string Mail, UserView? User);

/// <summary>Accounts directly in a container.</summary>
public sealed record AccountQuery(string Container)
{
    /// <summary>As <see cref="UserQuery.Search"/>.</summary>
    public string Search { get; init; } = "";

    /// <summary>Null: all. True: those enabled for communications. False: the others.</summary>
    public bool? Communications { get; init; }

    /// <summary><c>name</c>, <c>login</c>, <c>address</c>, <c>pool</c> or <c>mail</c>; with <c>-</c> before it backwards.</summary>
    public string Sort { get; init; } = "name";

    public int Offset { get; init; }

    /// <summary>1 to 1,000.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>
/// An account that becomes a user. <paramref name="Pool"/> empty = unassigned. Without a <paramref name="Password"/> the account keeps the one it has, which is possible only
/// with the <paramref name="Address"/> that it had before.
/// </summary>
public sealed record EnableAccount(string Login, string Address, string Pool, bool EnhancedPresence, string? Password = null)
{
    public override string ToString() => $"enable {Login} as {Address}";
}
