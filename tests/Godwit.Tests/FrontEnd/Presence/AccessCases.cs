using System.Collections.Frozen;
using System.Collections.Immutable;
using Godwit.Pool.Permissions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Tests.FrontEnd.Presence;

/// <summary>What somebody may, as a table shows it.</summary>
public sealed record Sees(bool Presence, bool Communicates, int Level, bool Asked = false)
{
    public override string ToString() => this switch
    {
        { Asked: true } => "nothing until she decides",
        { Presence: false } => "offline; can't call",
        { Communicates: false } => $"level {Level}; can't call",
        _ => $"level {Level}",
    };
}

/// <summary>A permission as it is set in one model: what it is in the other, and what becomes of Bob, a colleague, and Sam, a stranger.</summary>
/// <param name="Entries"><c>user bob@godwit.test BD</c> in 2005; <c>32000 user bob@godwit.test</c> in 2007.</param>
/// <param name="Other">The same in the other model; "" = it has no word for it, and it holds all the same.</param>
public sealed record AccessCase(string Model, string[] Entries, string Other, Sees Bob, Sees Sam)
{
    private static readonly PoolLimits Limits = new();
    private static readonly PoolIdentity Pool = new("pool", PoolGeneration.Ocs2007R2, new[] { "godwit.test" }.ToFrozenSet());

    public static readonly ImmutableArray<AccessCase> All =
    [
        new(PresenceCases.Legacy, ["user bob@godwit.test AA"], "", new(true, true, 200), new(true, true, 100)),
        new(PresenceCases.Legacy, ["user bob@godwit.test BD"], "32000 user bob@godwit.test", new(false, false, 32000), new(true, true, 100)),
        new(PresenceCases.Legacy, ["user bob@godwit.test DD"], "32000 user bob@godwit.test", new(false, false, 32000), new(true, true, 100)),
        new(PresenceCases.Legacy, ["user bob@godwit.test BA"], "32000 user bob@godwit.test", new(false, false, 32000), new(true, true, 100)),
        new(PresenceCases.Legacy, ["user bob@godwit.test AD"], "", new(true, false, 200), new(true, true, 100)),
        new(PresenceCases.Legacy, ["user bob@godwit.test PP"], "", new(false, true, 200, Asked: true), new(true, true, 100)),
        new(PresenceCases.Legacy, ["domain else.where BD"], "32000 domain else.where", new(true, true, 200), new(false, false, 32000)),
        new(PresenceCases.Legacy, ["all BD"], "32000 everyone", new(false, false, 32000), new(false, false, 32000)),
        new(PresenceCases.Legacy, ["all PP"], "", new(false, true, 200, Asked: true), new(false, true, 100, Asked: true)),
        new(PresenceCases.Legacy, ["all BD", "user bob@godwit.test AA"], "32000 everyone", new(true, true, 200), new(false, false, 32000)),
        new(PresenceCases.Legacy, ["user bob@godwit.test BD", "user bob@godwit.test AA"], "", new(true, true, 200), new(true, true, 100)),
        new(PresenceCases.Enhanced, ["32000 user bob@godwit.test"], "user bob@godwit.test BD", new(false, false, 32000), new(true, true, 100)),
        new(PresenceCases.Enhanced, ["32000 user bob@godwit.test", "-32000 user bob@godwit.test"], "", new(true, true, 200), new(true, true, 100)),
        new(PresenceCases.Enhanced, ["400 user bob@godwit.test"], "", new(true, true, 400), new(true, true, 100)),
        new(PresenceCases.Enhanced, ["300 user bob@godwit.test"], "", new(true, true, 300), new(true, true, 100)),
        new(PresenceCases.Enhanced, ["100 user bob@godwit.test"], "", new(true, true, 100), new(true, true, 100)),
        new(PresenceCases.Enhanced, ["32000 domain else.where"], "domain else.where BD", new(true, true, 200), new(false, false, 32000)),
        new(PresenceCases.Enhanced, ["32000 everyone"], "all BD", new(false, false, 32000), new(false, false, 32000)),
        new(PresenceCases.Enhanced, ["100 sameEnterprise"], "", new(true, true, 100), new(true, true, 100)),
        new(PresenceCases.Enhanced, ["32000 federated"], "", new(true, true, 200), new(false, false, 32000)),
        new(PresenceCases.Enhanced, ["32000 publicCloud"], "", new(true, true, 200), new(true, true, 100)),
        new(PresenceCases.Enhanced, ["32000 everyone", "300 user bob@godwit.test"], "all BD", new(true, true, 300), new(false, false, 32000)),
    ];

    /// <summary>All entries set one after the other by a client of the model.</summary>
    public AccessState Set()
    {
        var state = AccessState.Empty;
        foreach (var entry in Entries)
        {
            var words = entry.TrimStart('-').Split(' ');
            var outcome = Model == PresenceCases.Legacy
                ? PermissionRules.SetAce(state, new Ace(Enum.Parse<AceType>(words[0], ignoreCase: true), words.Length > 2 ? words[1] : "", words[^1]), state.AclDelta, Limits)
                : PermissionRules.SetContainerMembers(state, [Command(state, words, entry[0] == '-')], Limits);
            Assert.Null(outcome.Refusal);
            state = outcome.After;
        }

        return state;
    }

    /// <summary>The face of the other model, entries that stand for it only.</summary>
    public string OtherFace(AccessState state) => Model == PresenceCases.Legacy
        ? string.Join("; ", state.Members.Select(m => $"{m.Container} {m.Type} {m.Value}".TrimEnd()))
        : string.Join("; ", state.Aces.Select(a => $"{a.Type.ToString().ToLowerInvariant()} {a.Mask}".TrimEnd() + " " + a.Rights));

    public static Sees What(AccessState state, string who)
    {
        var access = Access.Of(state, SipAddress.Parse(who), Pool);
        return new Sees(access.SeesPresence, access.MayCommunicate, access.Container, access.Pending);
    }

    private static ContainerCommand Command(AccessState state, string[] words, bool removes)
    {
        var container = int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture);
        var member = new ContainerMember(container, words[1], words.Length > 2 ? words[2] : "");
        return new ContainerCommand(container, state.VersionOf(container), removes ? [] : [member], removes ? [member] : []);
    }
}
