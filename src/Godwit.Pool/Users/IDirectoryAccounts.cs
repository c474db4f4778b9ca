namespace Godwit.Pool.Users;

/// <summary>An account of the directory that is not enabled for communications.</summary>
public sealed record DirectoryAccount(string Dn, string Login, string DisplayName, string? Mail);

/// <summary>Organizational units by name, and accounts that are not enabled for communications.</summary>
public sealed record DirectoryObjects(IReadOnlyList<string> Units, IReadOnlyList<DirectoryAccount> Accounts);

/// <summary>Door: what a directory has beside the users of the forest, for who looks at it as at a directory.</summary>
public interface IDirectoryAccounts
{
    /// <summary>The name of the whole.</summary>
    string Root { get; }

    /// <summary>Another number means that there is something else to be read.</summary>
    long Revision { get; }

    Task<DirectoryObjects> Read(CancellationToken cancel);
}
