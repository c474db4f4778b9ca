using Godwit.Pool.Pools;

namespace Godwit.Pool.Users;

/// <summary>A user to create. <paramref name="Password"/> is turned into secrets (NT hash, Digest HA1) and forgotten.</summary>
public sealed record NewUser(SipAddress Address, string Login, string DisplayName, string? Mail, string OrganizationalUnit, string? HomePool, bool EnhancedPresence, string Password)
{
    public IReadOnlyDictionary<string, string> Card { get; init; } = new Dictionary<string, string>();
}

/// <summary>An account that is no user of the forest.</summary>
public sealed record NewAccount(string Login, string PrincipalName, string DisplayName, string? Mail, string OrganizationalUnit);

/// <summary>An account, by its login, and the user that it becomes.</summary>
public sealed record AccountToEnable(string Login, SipAddress Address, string? HomePool, bool EnhancedPresence, string? Password)
{
    public override string ToString() => $"enable {Login} as {Address}";
}

/// <summary>What is to change of a user; null stays.</summary>
public sealed record UserEdit(SipAddress User)
{
    /// <summary>Only if she is still as she was then.</summary>
    public long? Revision { get; init; }

    public bool? Enabled { get; init; }

    public bool? Federation { get; init; }

    public bool? RemoteAccess { get; init; }

    public int? Archiving { get; init; }

    /// <summary>Bits of msRTCSIP-OptionFlags to set; the others stay as they are.</summary>
    public int FlagsOn { get; init; }

    public int FlagsOff { get; init; }
}

public enum EditResult { Done, NoSuchUser, AddressInUse, LoginInUse, NoSuchPool, NoSuchAttribute, NoSuchGroup, NoSuchAccount, NeedsPassword, ChangedMeanwhile }

/// <summary>Door: what an administrator changes in the embedded directory, and only there.</summary>
public interface IDirectoryEditor
{
    Task<EditResult> Add(IReadOnlyList<NewUser> users, CancellationToken cancel);

    Task<EditResult> SetEnabled(SipAddress user, bool enabled, CancellationToken cancel);

    Task<EditResult> SetEnhancedPresence(SipAddress user, bool enabled, CancellationToken cancel);

    /// <summary>Each by itself, all in one transaction; in order, what came of them.</summary>
    Task<IReadOnlyList<EditResult>> Change(IReadOnlyList<UserEdit> edits, CancellationToken cancel);

    /// <summary>Users lose communications: their accounts stay, with what is no matter of communications. Those who are not there are passed over.</summary>
    Task Remove(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>An account becomes a user. Without a password it keeps its own, which holds for the address that it had before.</summary>
    Task<EditResult> EnableAccount(AccountToEnable account, CancellationToken cancel);

    /// <summary>Accounts that are not enabled for communications. All or none.</summary>
    Task<EditResult> AddAccounts(IReadOnlyList<NewAccount> accounts, CancellationToken cancel);

    /// <summary>Names of <see cref="CardAttributes"/>, any case; null or nothing takes an attribute away. displayName can't be taken away.</summary>
    Task<EditResult> SetAttributes(SipAddress user, IReadOnlyDictionary<string, string?> attributes, CancellationToken cancel);

    /// <summary>Creates the group of that mail address, or gives it this name and these members. Members must be there already.</summary>
    Task<EditResult> PutGroup(GroupEdit group, CancellationToken cancel);

    Task<EditResult> RemoveGroup(string mail, CancellationToken cancel);

    Task AddPool(PoolRecord pool, CancellationToken cancel);

    /// <summary>Removes the pool's object: homes that name it no longer resolve (Unassigned Users).</summary>
    Task RemovePool(string fqdn, CancellationToken cancel);
}
