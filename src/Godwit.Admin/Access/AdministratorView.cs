namespace Godwit.Admin.Access;

/// <summary>The roles, each with what the one before may: the words of <see cref="AdministratorView.Role"/>.</summary>
public static class Roles
{
    /// <summary>Sees everything, changes nothing.</summary>
    public const string Reader = "reader";

    /// <summary>Users and moves.</summary>
    public const string UserAdministrator = "user-administrator";

    /// <summary>Everything: pools, filters, accounts, tokens.</summary>
    public const string ServerAdministrator = "server-administrator";

    public static readonly IReadOnlyList<string> All = [Reader, UserAdministrator, ServerAdministrator];
}

/// <summary>A local account of a person who administers the forest.</summary>
public sealed record AdministratorView(string Name, string Role, DateTimeOffset Created, DateTimeOffset? LastSignIn);

public sealed record AddAdministrator(string Name, string Role, string Password)
{
    public override string ToString() => $"add the account {Name}";
}

/// <summary>The first account, a server administrator's, with the code of the one-time link that the first start prints.</summary>
public sealed record FirstAdministrator(string Code, string Name, string Password)
{
    public override string ToString() => $"add the first account {Name}";
}

/// <summary>One's own password, in a session with an account.</summary>
public sealed record ChangePassword(string Old, string New)
{
    public override string ToString() => "change a password";
}

/// <summary>What is to change of an account; null stays as it is.</summary>
public sealed record SetAdministrator(string? Role, string? Password)
{
    public override string ToString() => "change an account";
}
