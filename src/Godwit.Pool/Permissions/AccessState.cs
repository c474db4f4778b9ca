using System.Collections.Immutable;

namespace Godwit.Pool.Permissions;

/// <summary>A user's permissions: one truth with two faces, ACEs (2005) and containers (2007+), kept in step by <see cref="PermissionRules"/>.</summary>
public sealed record AccessState(int AclDelta, ImmutableArray<Ace> Aces, ImmutableArray<ContainerVersion> Versions, ImmutableArray<ContainerMember> Members)
{
    public static readonly AccessState Empty = new(1, [], [], []);

    public AccessList List => new(AclDelta, Aces);

    /// <summary>0 for a container that was never touched.</summary>
    public int VersionOf(int container)
    {
        foreach (var version in Versions)
            if (version.Container == container) return version.Version;
        return 0;
    }

    public Ace? Find(AceType type, string mask)
    {
        foreach (var ace in Aces)
            if (ace.Type == type && ace.Mask == mask) return ace;
        return null;
    }

    /// <summary>Every container that has a version or members, ascending.</summary>
    public ImmutableArray<Container> Containers =>
    [
        .. Versions.Select(v => v.Container).Concat(Members.Select(m => m.Container)).Distinct().Order()
            .Select(id => new Container(id, VersionOf(id), [.. Members.Where(m => m.Container == id)])),
    ];
}

/// <summary>Which rows differ between two states.</summary>
public sealed record AccessDifference(
    bool Delta,
    ImmutableArray<Ace> PutAces,
    ImmutableArray<Ace> DroppedAces,
    ImmutableArray<ContainerVersion> Versions,
    ImmutableArray<ContainerMember> PutMembers,
    ImmutableArray<ContainerMember> DroppedMembers)
{
    public static AccessDifference Between(AccessState before, AccessState after) => new(
        before.AclDelta != after.AclDelta,
        [.. after.Aces.Except(before.Aces)],
        [.. before.Aces.Where(b => after.Find(b.Type, b.Mask) is null)],
        [.. after.Versions.Except(before.Versions)],
        [.. after.Members.Except(before.Members)],
        [.. before.Members.Except(after.Members)]);

    /// <summary>The containers that changed.</summary>
    public IEnumerable<int> Containers => Versions.Select(v => v.Container);
}
