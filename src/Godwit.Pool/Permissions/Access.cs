using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Pool.Permissions;

/// <summary>What one person may of one user.</summary>
/// <param name="Pending">The user is to be asked first (right P): nothing is shown until she decides.</param>
/// <param name="Container">The access level, e.g. 200; <see cref="ContainerIds.Blocked"/> when blocked.</param>
public readonly record struct Access(bool SeesPresence, bool MayCommunicate, bool Pending, int Container)
{
    /// <summary>A user sees all of her own.</summary>
    public static readonly Access Own = new(true, true, false, ContainerIds.Personal);

    private static readonly Access Blocked = new(false, false, false, ContainerIds.Blocked);

    /// <summary>
    /// What <paramref name="watcher"/> may. The most specific entry decides, whichever face it was made on: user, then domain, then
    /// sameEnterprise or federated, then everyone. Where nothing is said, people of the forest's own domains have level 200 and
    /// strangers 100, both with AA: nothing is held back until the user says so.
    /// </summary>
    public static Access Of(AccessState state, SipAddress watcher, PoolIdentity pool)
    {
        var colleague = pool.Domains.Contains(watcher.Domain);
        var usual = new Access(true, true, false, colleague ? ContainerIds.Company : ContainerIds.Public);
        if (state.Aces.IsEmpty && state.Members.IsEmpty) return usual;

        var (user, domain) = (watcher.Value, watcher.Domain);
        return At(state, AceType.User, user, MemberTypes.User, user, usual, watcher, colleague)
            ?? At(state, AceType.Domain, domain, MemberTypes.Domain, domain, usual, watcher, colleague)
            ?? At(state, null, "", colleague ? MemberTypes.SameEnterprise : MemberTypes.Federated, "", usual, watcher, colleague)
            ?? At(state, AceType.All, "", MemberTypes.Everyone, "", usual, watcher, colleague)
            ?? usual;
    }

    private static Access? At(AccessState state, AceType? aceType, string mask, string memberType, string value, Access usual, SipAddress watcher, bool colleague)
    {
        var container = Search(state, memberType, value);
        if (container == ContainerIds.Blocked) return Blocked;
        var ace = aceType is { } type ? state.Find(type, mask) : null;
        if (ace is null) return container is { } level ? usual with { Container = level } : null;
        if (PermissionRules.Blocks(ace.Rights)) return Blocked;
        // The ACE says yes and no level: the level is what less specific members say, blocking ones apart.
        var found = container ?? (memberType == MemberTypes.User ? Unblocked(state, MemberTypes.Domain, watcher.Domain) : null)
            ?? Unblocked(state, colleague ? MemberTypes.SameEnterprise : MemberTypes.Federated, "")
            ?? Unblocked(state, MemberTypes.Everyone, "") ?? usual.Container;
        var asks = ace.Rights[0] == 'P';
        return new Access(!asks, ace.Rights[1] is 'A' or 'P', asks, found);
    }

    private static int? Unblocked(AccessState state, string type, string value) =>
        Search(state, type, value) is { } found && found != ContainerIds.Blocked ? found : null;

    private static int? Search(AccessState state, string type, string value)
    {
        foreach (var container in ContainerIds.SearchOrder)
            foreach (var member in state.Members)
                if (member.Container == container && member.Type == type && member.Value == value) return container;
        return null;
    }
}
