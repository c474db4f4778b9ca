using System.Collections.Immutable;

namespace Godwit.Pool.Users;

/// <summary>A distribution group as the directory knows it.</summary>
/// <param name="Id">The directory's own key.</param>
/// <param name="Mail">Its mail address, as it was written: what the externalURI of a contact group names.</param>
public sealed record DirectoryGroup(long Id, string Dn, string DisplayName, string Mail);

/// <summary>Who stands in a group directly: users, and groups whose members are to be found there.</summary>
public sealed record GroupMembers(ImmutableArray<SipAddress> Users, ImmutableArray<DirectoryGroup> Groups);

/// <summary>Door: the distribution groups of the forest.</summary>
public interface IGroupDirectory
{
    /// <summary>By mail address, any case.</summary>
    Task<DirectoryGroup?> Find(string mail, CancellationToken cancel);

    /// <summary>Members by address and by mail, at most <paramref name="most"/> of each; a group that is gone has none.</summary>
    Task<GroupMembers> Members(long group, int most, CancellationToken cancel);
}

/// <summary>A group to create, or to give other members. Members that are groups are named by their mail addresses.</summary>
public sealed record GroupEdit(string Mail, string DisplayName, string OrganizationalUnit, IReadOnlyList<SipAddress> Users, IReadOnlyList<string> Groups);
