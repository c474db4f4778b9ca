using System.Collections.Immutable;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Pool.Permissions;

/// <summary>Refused (the state stays), or the state after. A version that did not fit names its container and what it is now.</summary>
public sealed record PermissionsOutcome(PermissionsRefusal? Refusal, AccessState After, int? WrongContainer = null, int? CurrentVersion = null);

/// <summary>
/// What setACE and setContainerMembers do to one truth. An ACE whose first right is B or D (for a user, a domain, or all) and membership of
/// container 32000 (user, domain, everyone) are the same fact: whichever face sets or clears it, the other follows, and the versions of both rise.
/// Everything else lives on one face only: AA beside a container, P (ask me) as ACE, sameEnterprise and the like as members.
/// </summary>
public static class PermissionRules
{
    private const string BlockedRights = "BD";
    private const string AllowedRights = "AA";

    /// <summary>[MS-SIP] §3.7: <paramref name="delta"/> must be the current version of the ACEs. Rights "" takes the entry away.</summary>
    public static PermissionsOutcome SetAce(AccessState state, Ace asked, int delta, PoolLimits limits)
    {
        if (delta != state.AclDelta) return new(PermissionsRefusal.WrongDelta, state);
        if (Canonical(asked) is not { } ace) return new(PermissionsRefusal.InvalidMask, state);
        if (ace.Rights.Length > 0 && !AreRights(ace.Rights)) return new(PermissionsRefusal.InvalidRights, state);

        var aces = state.Aces;
        var before = state.Find(ace.Type, ace.Mask);
        if (before is not null) aces = ace.Rights.Length == 0 ? aces.Remove(before) : aces.Replace(before, ace);
        else if (ace.Rights.Length > 0) aces = aces.Add(ace);
        if (aces.Length > limits.Aces) return new(PermissionsRefusal.LimitReached, state);

        var after = state with { Aces = aces, AclDelta = state.AclDelta + 1 };
        var member = MemberOf(ace);
        var members = Blocks(ace.Rights) ? With(after.Members, member) : after.Members.Remove(member);
        if (members.Length > Math.Max(limits.Members, state.Members.Length)) return new(PermissionsRefusal.LimitReached, state);
        return new(null, members == after.Members ? after : Raise(after with { Members = members }, ContainerIds.Blocked));
    }

    /// <summary>
    /// Each container's version must be the current one (0 when never touched); each named container's version rises by 1, even when nothing
    /// in it changed, because clients count the request. All or nothing.
    /// </summary>
    public static PermissionsOutcome SetContainerMembers(AccessState state, ImmutableArray<ContainerCommand> commands, PoolLimits limits)
    {
        var after = state;
        foreach (var command in commands)
        {
            if (!ContainerIds.SearchOrder.Contains(command.Container)) return new(PermissionsRefusal.NoSuchContainer, state, command.Container);
            if (command.Version != after.VersionOf(command.Container))
                return new(PermissionsRefusal.WrongDelta, state, command.Container, after.VersionOf(command.Container));
            after = Raise(after, command.Container);
            foreach (var asked in command.Remove)
            {
                if (Canonical(asked, command.Container) is not { } member) return new(PermissionsRefusal.InvalidMask, state, command.Container);
                after = after with { Members = after.Members.Remove(member) };
                if (command.Container == ContainerIds.Blocked) after = Unblock(after, member);
            }

            foreach (var asked in command.Add)
            {
                if (Canonical(asked, command.Container) is not { } member) return new(PermissionsRefusal.InvalidMask, state, command.Container);
                after = after with { Members = With(after.Members, member) };
                after = command.Container == ContainerIds.Blocked ? Block(after, member) : Decide(after, member);
            }
        }

        if (after.Members.Length > Math.Max(limits.Members, state.Members.Length) || after.Aces.Length > Math.Max(limits.Aces, state.Aces.Length))
            return new(PermissionsRefusal.LimitReached, state);
        return new(null, after.Aces == state.Aces ? after : after with { AclDelta = state.AclDelta + 1 });
    }

    /// <summary>Both faces made to agree where an import or a hand in the database left them apart: blocked on one is blocked.</summary>
    public static AccessState Whole(AccessState state)
    {
        foreach (var ace in state.Aces)
            if (Blocks(ace.Rights)) state = state with { Members = With(state.Members, MemberOf(ace)) };
        foreach (var member in state.Members)
            if (member.Container == ContainerIds.Blocked) state = Block(state, member);
        return state;
    }

    /// <summary>B and D as first right: the other does not see presence.</summary>
    public static bool Blocks(string rights) => rights.Length > 0 && rights[0] is 'B' or 'D';

    private static AccessState Block(AccessState state, ContainerMember member)
    {
        if (AceOf(member, BlockedRights) is not { } ace) return state;
        var before = state.Find(ace.Type, ace.Mask);
        if (before is null) return state with { Aces = state.Aces.Add(ace) };
        return Blocks(before.Rights) ? state : state with { Aces = state.Aces.Replace(before, ace) };
    }

    private static AccessState Unblock(AccessState state, ContainerMember member) =>
        AceOf(member, BlockedRights) is { } ace && state.Find(ace.Type, ace.Mask) is { } before && Blocks(before.Rights)
            ? state with { Aces = state.Aces.Remove(before) }
            : state;

    /// <summary>Whoever is given an access level is no longer asked about.</summary>
    private static AccessState Decide(AccessState state, ContainerMember member) =>
        AceOf(member, AllowedRights) is { } ace && state.Find(ace.Type, ace.Mask) is { Rights: ['P', _] } before
            ? state with { Aces = state.Aces.Replace(before, ace) }
            : state;

    private static AccessState Raise(AccessState state, int container)
    {
        var version = new ContainerVersion(container, state.VersionOf(container) + 1);
        foreach (var before in state.Versions)
            if (before.Container == container) return state with { Versions = state.Versions.Replace(before, version) };
        return state with { Versions = state.Versions.Add(version) };
    }

    private static ImmutableArray<ContainerMember> With(ImmutableArray<ContainerMember> members, ContainerMember member) =>
        members.Contains(member) ? members : members.Add(member);

    private static ContainerMember MemberOf(Ace ace) => ace.Type switch
    {
        AceType.User => new(ContainerIds.Blocked, MemberTypes.User, ace.Mask),
        AceType.Domain => new(ContainerIds.Blocked, MemberTypes.Domain, ace.Mask),
        _ => new(ContainerIds.Blocked, MemberTypes.Everyone, ""),
    };

    private static Ace? AceOf(ContainerMember member, string rights) => member.Type switch
    {
        MemberTypes.User => new(AceType.User, member.Value, rights),
        MemberTypes.Domain => new(AceType.Domain, member.Value, rights),
        MemberTypes.Everyone => new(AceType.All, "", rights),
        _ => null,
    };

    private static bool AreRights(string rights) => rights is [var see, var communicate] && "ADPB".Contains(see) && "ADPB".Contains(communicate);

    private static Ace? Canonical(Ace ace) => ace.Type switch
    {
        AceType.User => SipAddress.TryParse(ace.Mask, out var user) ? ace with { Mask = user.Value } : null,
        AceType.Domain => IsDomain(ace.Mask) ? ace with { Mask = ace.Mask.ToLowerInvariant() } : null,
        _ => ace with { Mask = "" },
    };

    private static ContainerMember? Canonical(ContainerMember member, int container) => member.Type switch
    {
        MemberTypes.User => SipAddress.TryParse(member.Value, out var user) ? new(container, MemberTypes.User, user.Value) : null,
        MemberTypes.Domain => IsDomain(member.Value) ? new(container, MemberTypes.Domain, member.Value.ToLowerInvariant()) : null,
        MemberTypes.SameEnterprise or MemberTypes.Federated or MemberTypes.PublicCloud or MemberTypes.Everyone => new(container, member.Type, ""),
        _ => null,
    };

    private static bool IsDomain(string text) =>
        text.Length is > 0 and <= 255 && !text.Any(c => c <= ' ' || c is '@' or '<' or '>' or '"' or ';' or '/');
}
