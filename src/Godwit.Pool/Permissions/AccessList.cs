using System.Collections.Immutable;
using Orleans;

namespace Godwit.Pool.Permissions;

/// <summary>The ACEs of a user at one version (the 2005 face of permissions).</summary>
[GenerateSerializer, Immutable, Alias("godwit.AccessList")]
public sealed record AccessList([property: Id(0)] int Delta, [property: Id(1)] ImmutableArray<Ace> Aces);

/// <summary>A container with its members at one version (the 2007 face).</summary>
[GenerateSerializer, Immutable, Alias("godwit.Container")]
public sealed record Container([property: Id(0)] int Id, [property: Id(1)] int Version, [property: Id(2)] ImmutableArray<ContainerMember> Members);

/// <summary>setContainerMembers: members to add to and remove from one container, at the version the client believes in.</summary>
[GenerateSerializer, Immutable, Alias("godwit.ContainerCommand")]
public sealed record ContainerCommand(
    [property: Id(0)] int Container,
    [property: Id(1)] int Version,
    [property: Id(2)] ImmutableArray<ContainerMember> Add,
    [property: Id(3)] ImmutableArray<ContainerMember> Remove);

/// <summary><c>LimitReached</c>: more entries than <see cref="Pools.PoolLimits.Aces"/> or <see cref="Pools.PoolLimits.Members"/>.</summary>
public enum PermissionsRefusal { WrongDelta, InvalidMask, InvalidRights, NoSuchContainer, LimitReached }

/// <summary>
/// Refused, or done: <paramref name="Delta"/> is the version of the ACEs now. <paramref name="WrongContainer"/> and <paramref name="CurrentVersion"/>
/// name the container that a version did not fit.
/// </summary>
[GenerateSerializer, Immutable, Alias("godwit.PermissionsResult")]
public sealed record PermissionsResult([property: Id(0)] PermissionsRefusal? Refusal, [property: Id(1)] int Delta, [property: Id(2)] int? WrongContainer, [property: Id(3)] int? CurrentVersion = null);
