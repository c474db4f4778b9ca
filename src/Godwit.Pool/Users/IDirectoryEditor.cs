using Godwit.Pool.Pools;

namespace Godwit.Pool.Users;

/// <summary>A user to create. <paramref name="Password"/> is turned into secrets (NT hash, Digest HA1) and forgotten.</summary>
public sealed record NewUser(SipAddress Address, string Login, string DisplayName, string? Mail, string OrganizationalUnit, string? HomePool, bool EnhancedPresence, string Password)
{
    public IReadOnlyDictionary<string, string> Card { get; init; } = new Dictionary<string, string>();
}

public enum EditResult { Done, NoSuchUser, AddressInUse, LoginInUse, NoSuchPool, NoSuchAttribute, NoSuchGroup }

/// <summary>Door: what an administrator changes in the embedded directory, and only there.</summary>
public interface IDirectoryEditor
{
    Task<EditResult> Add(IReadOnlyList<NewUser> users, CancellationToken cancel);

    Task<EditResult> SetEnabled(SipAddress user, bool enabled, CancellationToken cancel);

    Task<EditResult> SetEnhancedPresence(SipAddress user, bool enabled, CancellationToken cancel);

    /// <summary>Names of <see cref="CardAttributes"/>, any case; null or nothing takes an attribute away. displayName can't be taken away.</summary>
    Task<EditResult> SetAttributes(SipAddress user, IReadOnlyDictionary<string, string?> attributes, CancellationToken cancel);

    /// <summary>Creates the group of that mail address, or gives it this name and these members. Members must be there already.</summary>
    Task<EditResult> PutGroup(GroupEdit group, CancellationToken cancel);

    Task<EditResult> RemoveGroup(string mail, CancellationToken cancel);

    Task AddPool(PoolRecord pool, CancellationToken cancel);

    /// <summary>Removes the pool's object: homes that name it no longer resolve (Unassigned Users).</summary>
    Task RemovePool(string fqdn, CancellationToken cancel);
}
