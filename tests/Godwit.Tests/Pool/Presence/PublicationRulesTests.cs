using System.Collections.Immutable;
using CsCheck;
using Godwit.Pool.Pools;
using Godwit.Pool.Presence;

namespace Godwit.Tests.Pool.Presence;

public class PublicationRulesTests
{
    private static readonly PoolLimits Limits = new() { Publications = 10, PublicationLength = 100 };
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static PublishCommand Command(string category = "note", long instance = 0, int container = 200, int version = 0, ExpireType expires = ExpireType.Static, int? seconds = null, string? content = "<note/>") =>
        new(category, instance, container, version, expires, seconds is { } s ? TimeSpan.FromSeconds(s) : null, content);

    private static PublicationsOutcome Publish(ImmutableArray<Publication> current, params PublishCommand[] commands) =>
        PublicationRules.Publish(current, [.. commands], "e1", Now, Limits);

    [Fact]
    public void A_publication_begins_at_version_1_and_goes_on_from_there()
    {
        var first = Publish([], Command());
        Assert.Equal(1, Assert.Single(first.After).Version);
        var second = Publish(first.After, Command(version: 1, content: "<note>2</note>"));
        Assert.Equal((2, "<note>2</note>"), (Assert.Single(second.After).Version, second.After[0].Content));
        Assert.Equal(["note"], second.Touched);
    }

    [Fact]
    public void One_wrong_version_refuses_the_whole_request_and_is_counted_from_1()
    {
        var current = Publish([], Command(), Command(container: 300)).After;
        var outcome = Publish(current, Command(version: 1), Command(container: 300, version: 0), Command(container: 400, version: 5));
        Assert.Equal([new WrongVersion(2, 0, 1), new WrongVersion(3, 5, 0)], outcome.WrongVersions);
        Assert.Equal(current, outcome.After);
        Assert.False(outcome.IsDone);
    }

    [Fact]
    public void A_publication_is_cleared_and_may_begin_anew()
    {
        var current = Publish([], Command()).After;
        var cleared = Publish(current, Command(version: 1, content: null));
        Assert.Empty(cleared.After);
        Assert.Equal(current, cleared.Dropped);
        Assert.Equal(["note"], cleared.Touched);
        Assert.Equal(1, Publish(cleared.After, Command()).After[0].Version);
    }

    [Fact]
    public void Only_what_lasts_is_stored()
    {
        var outcome = Publish([], Command(expires: ExpireType.Endpoint, instance: 1), Command(expires: ExpireType.User, instance: 2), Command(instance: 3), Command(expires: ExpireType.Time, seconds: 9, instance: 4));
        Assert.Equal([3L, 4L], outcome.Stored.Select(p => p.Instance));
        Assert.Equal("e1", outcome.After[0].Endpoint);
        Assert.Null(outcome.After[2].Endpoint);
        Assert.Equal(Now.AddSeconds(9), outcome.After[3].ExpiresAt);
        var replaced = Publish(outcome.After, Command(instance: 3, version: 1, expires: ExpireType.Endpoint));
        Assert.Empty(replaced.Stored);
        Assert.Equal(3, Assert.Single(replaced.Dropped).Instance);
    }

    [Fact]
    public void What_an_endpoint_said_goes_with_it_and_the_rest_with_the_last()
    {
        var current = Publish([], Command(expires: ExpireType.Endpoint, instance: 1), Command(expires: ExpireType.User, instance: 2), Command(instance: 3)).After;
        Assert.Equal(3, PublicationRules.EndpointGone(current, "e2", last: false).Length);
        Assert.Equal([2L, 3L], PublicationRules.EndpointGone(current, "e1", last: false).Select(p => p.Instance));
        Assert.Equal([3L], PublicationRules.EndpointGone(current, "e2", last: true).Select(p => p.Instance));
    }

    [Fact]
    public void Time_ends_a_timed_one_and_then_it_is_as_if_it_had_never_been()
    {
        var current = PublicationRules.Publish([], [Command(expires: ExpireType.Time, seconds: 5)], "e1", Now.AddSeconds(-6), Limits).After;
        Assert.Empty(PublicationRules.InstancesOf(current, "note", Now));
        Assert.Empty(PublicationRules.Expire(current, Now, out var expired));
        Assert.Single(expired);
        Assert.Equal(1, Assert.Single(Publish(current, Command()).After).Version);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Assert.Equal(PublishRefusal.BadName, Publish([], Command("")).Refusal);
        Assert.Equal(PublishRefusal.BadName, Publish([], Command("a<b")).Refusal);
        Assert.Equal(PublishRefusal.BadExpiry, Publish([], Command(expires: ExpireType.Time)).Refusal);
        Assert.Equal(PublishRefusal.TooLong, Publish([], Command(content: new string('x', 101))).Refusal);
        Assert.Equal(PublishRefusal.TooMany, Publish([], [.. Enumerable.Range(0, 11).Select(i => Command(instance: i))]).Refusal);
    }

    [Fact]
    public void Rows_of_the_outcome_give_what_lasts() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 4], Gen.Bool).Array[1, 4].Array[0, 30].Sample(requests =>
        {
            ImmutableArray<Publication> current = [];
            var rows = new Dictionary<(string, long, int), Publication>();
            foreach (var request in requests)
            {
                var commands = request.Select(r => Command(instance: r.Item1, container: 100 * r.Item2, expires: (ExpireType)(r.Item3 % 4), seconds: 60, content: r.Item4 ? "<x/>" : null,
                    version: current.FirstOrDefault(p => p.Instance == r.Item1 && p.Container == 100 * r.Item2)?.Version ?? 0)).DistinctBy(c => (c.Instance, c.Container)).ToArray();
                var outcome = Publish(current, commands);
                Assert.True(outcome.IsDone || outcome.Refusal == PublishRefusal.TooMany);
                current = outcome.After;
                foreach (var dropped in outcome.Dropped) Assert.True(rows.Remove((dropped.Category, dropped.Instance, dropped.Container)));
                foreach (var stored in outcome.Stored) rows[(stored.Category, stored.Instance, stored.Container)] = stored;
                Assert.Equal(current.Where(PublicationRules.IsLasting).Select(p => p.ToString()).Order(), rows.Values.Select(p => p.ToString()).Order());
            }
        });
}
