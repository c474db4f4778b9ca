using System.Collections.Immutable;
using CsCheck;
using Godwit.Moves;
using Godwit.Moves.Healing;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Healing;

/// <summary>What is found, case by case; and for any case: mending comes to an end, and never costs the only copy.</summary>
public class DiagnosisTests
{
    private const string Lcs = "lcs01.godwit.test";
    private const string Ocs = "ocs07.godwit.test";
    private const string R2 = "r2pool.godwit.test";
    private const string Old = "old.godwit.test";

    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly DateTimeOffset Now = new(2026, 8, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly ForestFacts Forest = new(
        Now, [Lcs, Ocs, R2], ImmutableDictionary.Create<string, string>().Add(Old, "cn=old"), ImmutableHashSet<string>.Empty);

    private static PlacedCopy Copy(string pool, UserCopyState state, int? days = null) => new(pool, state, days is { } d ? Now.AddDays(d) : state == UserCopyState.Left ? Now.AddDays(7) : null);

    private static PlacedCopy HomedAt(string pool) => Copy(pool, UserCopyState.Homed);

    private static PlacedCopy ArrivingAt(string pool) => Copy(pool, UserCopyState.Arriving);

    private static PlacedCopy LeftAt(string pool, int? days = null) => Copy(pool, UserCopyState.Left, days);

    public static TheoryData<string, string?, PlacedCopy[], FindingKind?, RemedyAct?, string?> Table => new()
    {
        { "all is well", R2, [HomedAt(R2), LeftAt(Lcs), LeftAt(Old)], null, null, null },
        { "who has never written anything has no copy", R2, [], null, null, null },
        { "unassigned, with data where she was", null, [HomedAt(Old), LeftAt(Lcs)], null, null, null },
        { "unassigned, with nothing", null, [], null, null, null },
        { "arrived and not settled", R2, [ArrivingAt(R2)], FindingKind.NotSettled, RemedyAct.Settle, R2 },
        { "put aside at her own home", R2, [LeftAt(R2)], FindingKind.NotSettled, RemedyAct.Settle, R2 },
        { "put aside at home, and newer elsewhere", R2, [LeftAt(R2), HomedAt(Lcs)], FindingKind.DataElsewhere, RemedyAct.Bring, Lcs },
        { "only elsewhere", R2, [HomedAt(Lcs)], FindingKind.DataElsewhere, RemedyAct.Bring, Lcs },
        { "only at a retired pool", R2, [HomedAt(Old)], FindingKind.DataElsewhere, RemedyAct.Bring, Old },
        { "only arriving elsewhere", R2, [ArrivingAt(Lcs)], FindingKind.DataElsewhere, RemedyAct.Bring, Lcs },
        { "nowhere but in undo copies: the youngest", R2, [LeftAt(Lcs, 3), LeftAt(Ocs, 9)], FindingKind.DataNowhere, RemedyAct.Bring, Ocs },
        { "on both sides", R2, [HomedAt(R2), HomedAt(Lcs)], FindingKind.DataOnBothSides, RemedyAct.Bring, Lcs },
        { "on two other sides", R2, [HomedAt(Ocs), HomedAt(Lcs)], FindingKind.SeveralCopies, null, null },
        { "unassigned, on two sides", null, [HomedAt(Old), HomedAt(Lcs)], FindingKind.SeveralCopies, null, null },
        { "an arrival that is nobody's", R2, [HomedAt(R2), ArrivingAt(Lcs)], FindingKind.StrayArrival, RemedyAct.Abandon, Lcs },
        { "an arrival beside the data of an unassigned user", null, [HomedAt(Old), ArrivingAt(Lcs)], FindingKind.StrayArrival, RemedyAct.Abandon, Lcs },
        { "an undo copy for ever", R2, [HomedAt(R2), Copy(Lcs, UserCopyState.Left) with { Until = null }], FindingKind.UndoWithoutEnd, RemedyAct.GiveEnd, Lcs },
        { "an undo copy past its time", R2, [HomedAt(R2), LeftAt(Old, -1)], FindingKind.UndoExpired, RemedyAct.Drop, Old },
        { "past its time, and the last", null, [LeftAt(Old, -1)], null, null, null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_case_has_its_finding(string what, string? home, PlacedCopy[] copies, FindingKind? kind, RemedyAct? act, string? pool)
    {
        var findings = Diagnosis.Of(Case(home, copies), Forest).ToList();
        Assert.True(kind is null ? findings.Count == 0 : findings.Count == 1, $"{what}: {string.Join(", ", findings)}");
        if (kind is null) return;
        Assert.Equal((kind, act, pool), (findings[0].Kind, findings[0].Remedy?.Act, findings[0].Remedy?.Pool));
        Assert.True(findings[0].Explanation.EndsWith('.') && findings[0].Mending.EndsWith('.'), what);
    }

    [Fact]
    public void A_mark_without_a_move_is_found()
    {
        var found = Assert.Single(Diagnosis.Of(Case(R2, [HomedAt(R2)], u => u with { TargetPool = Lcs }), Forest));
        Assert.Equal((FindingKind.HalfDoneMove, RemedyAct.ClearMark), (found.Kind, found.Remedy!.Act));
        Assert.Contains($"on the way to {Lcs}", found.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_home_that_is_no_pool_is_found_unless_that_pool_was_retired()
    {
        var found = Assert.Single(Diagnosis.Of(Case(null, [HomedAt(Lcs)], u => u with { DanglingHome = "cn=gone" }), Forest));
        Assert.Equal((FindingKind.NoSuchPool, RemedyAct.ClearHome), (found.Kind, found.Remedy!.Act));
        Assert.Contains($"her data is on {Lcs}", found.Explanation, StringComparison.Ordinal);
        Assert.Empty(Diagnosis.Of(Case(null, [HomedAt(Old)], u => u with { DanglingHome = "cn=old" }), Forest));
    }

    [Fact]
    public void Nothing_is_found_about_who_is_in_a_move() =>
        Assert.Empty(Diagnosis.Of(Case(R2, [HomedAt(Lcs), ArrivingAt(R2)], u => u with { TargetPool = Lcs }) with { InMove = true }, Forest));

    [Fact]
    public void What_a_pool_that_is_down_may_have_is_not_guessed()
    {
        var down = Forest with { Unreachable = [R2] };
        Assert.Empty(Diagnosis.Of(Case(R2, [HomedAt(Lcs), LeftAt(Ocs, -1)]), down));
        Assert.Null(Assert.Single(Diagnosis.Of(Case(Lcs, [LeftAt(Ocs)]), down)).Remedy);
    }

    [Fact]
    public void What_follows_by_a_forced_move_is_left_to_it()
    {
        var follows = Case(R2, [HomedAt(Lcs)]) with { Deliveries = [new Delivery("m1", Alice, Lcs, DeliveryState.AtSource, default)] };
        Assert.Empty(Diagnosis.Of(follows, Forest));
        Assert.Empty(Diagnosis.Of(Case(R2, [LeftAt(Lcs)]) with { Deliveries = [new Delivery("m1", Alice, Lcs, DeliveryState.Sealed, default)] }, Forest));
        Assert.Empty(Diagnosis.Of(Case(R2, [HomedAt(R2), HomedAt(Lcs)]) with { Owing = [Lcs] }, Forest));

        var stuck = Assert.Single(Diagnosis.Of(follows with { Copies = [], Deliveries = [new Delivery("m1", Alice, "gone.godwit.test", DeliveryState.AtSource, default)] }, Forest));
        Assert.Equal((FindingKind.DeliveryStuck, null), (stuck.Kind, stuck.Remedy));
    }

    [Fact]
    public void Data_of_who_is_not_in_the_directory_is_named_and_kept()
    {
        var found = Assert.Single(Diagnosis.Of(new UserCase(Alice, null, [HomedAt(Lcs), LeftAt(Ocs, -9)]), Forest));
        Assert.Equal((FindingKind.UnknownUser, null), (found.Kind, found.Remedy));
    }

    [Fact]
    public void Kinds_have_names_that_stay()
    {
        Assert.Equal(
            ["half-done-move", "no-such-pool", "not-settled", "data-elsewhere", "data-nowhere", "data-on-both-sides", "several-copies", "stray-arrival", "undo-without-end", "undo-expired", "unknown-user", "delivery-stuck"],
            Enum.GetValues<FindingKind>().Select(Finding.NameOf));
    }

    [Fact]
    public void Mending_comes_to_an_end_and_never_costs_the_only_copy_whatever_the_damage()
    {
        var state = Gen.Enum<UserCopyState>();
        var copy = Gen.Select(Gen.Bool, state, Gen.Int[-10, 10], Gen.Bool, (there, s, days, ends) => there ? new PlacedCopy("", s, s == UserCopyState.Left && ends ? Now.AddDays(days) : null) : null);
        Gen.Select(copy.Array[4], OneOf(null, Lcs, Ocs, R2), OneOf(null, Lcs, R2), Gen.Bool).Sample((copies, home, target, dangling) =>
        {
            string[] pools = [Lcs, Ocs, R2, Old];
            ImmutableArray<PlacedCopy> placed = [.. copies.Zip(pools).Where(c => c.First is not null).Select(c => c.First! with { Pool = c.Second })];
            var now = Case(home, [.. placed], u => u with { TargetPool = target, DanglingHome = home is null && dangling ? "cn=gone" : null });
            for (var round = 0; ; round++)
            {
                if (Diagnosis.Of(now, Forest).FirstOrDefault(f => f.Remedy is not null) is not { } next) break;
                Assert.True(round < 8, $"No end: {next}");
                var after = Mend(now, next.Remedy!);
                Assert.True(now.Copies.Length == 0 || after.Copies.Length > 0, $"{next} took the last copy");
                if (home is not null && now.Copies.Any(c => c.Pool == home && c.State != UserCopyState.Left)) Assert.Contains(after.Copies, c => c.Pool == home && c.State != UserCopyState.Left);
                now = after;
            }

            if (home is null || placed.Count(c => c.State != UserCopyState.Left && c.Pool != home) > 1 || placed.IsEmpty) return;
            Assert.Contains(now.Copies, c => c.Pool == home && c.State == UserCopyState.Homed);
            Assert.DoesNotContain(now.Copies, c => c.Pool != home && c.State != UserCopyState.Left);
        }, iter: 5_000);
    }

    private static Gen<string?> OneOf(params string?[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>What the remedy does to the copies, as <see cref="Remedies"/> does it by way of the doors.</summary>
    private static UserCase Mend(UserCase user, Remedy remedy)
    {
        PlacedCopy Left(PlacedCopy copy) => copy.State == UserCopyState.Homed ? copy with { State = UserCopyState.Left, Until = Now.AddDays(14) } : copy;
        UserCase At(string pool, Func<PlacedCopy, PlacedCopy?> change) => user with { Copies = [.. user.Copies.Select(c => c.Pool == pool ? change(c) : c).OfType<PlacedCopy>()] };
        switch (remedy.Act)
        {
            case RemedyAct.ClearMark: return user with { User = user.User! with { TargetPool = null } };
            case RemedyAct.ClearHome: return user with { User = user.User! with { DanglingHome = null } };
            case RemedyAct.Settle: return At(remedy.Pool!, c => c with { State = UserCopyState.Homed, Until = null });
            case RemedyAct.Abandon: return At(remedy.Pool!, c => c.State == UserCopyState.Arriving ? null : c);
            case RemedyAct.GiveEnd: return At(remedy.Pool!, c => c with { Until = Now.AddDays(14) });
            case RemedyAct.Drop: return At(remedy.Pool!, _ => null);
            default:
                var home = user.User!.HomePool!;
                var brought = At(remedy.Pool!, c => c.State == UserCopyState.Arriving ? null : Left(c));
                return brought with { Copies = [.. brought.Copies.Where(c => c.Pool != home), HomedAt(home)] };
        }
    }

    private static UserCase Case(string? home, PlacedCopy[] copies, Func<DirectoryUser, DirectoryUser>? change = null)
    {
        var alice = new DirectoryUser(1, "CN=Alice", Alice, "alice", "Alice", null, true, home, null, DirectoryUser.EnhancedPresenceFlag, 1);
        return new UserCase(Alice, change?.Invoke(alice) ?? alice, [.. copies]);
    }
}
