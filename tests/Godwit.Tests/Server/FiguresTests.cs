using Godwit.Server.Figures;
using Xunit;

namespace Godwit.Tests.Server;

/// <summary>What figures are made of.</summary>
public sealed class FiguresTests
{
    [Fact]
    public void Measurements_are_counted_by_pool_and_a_message_only_where_it_reaches_a_client()
    {
        var tally = new Tally();
        tally.Count(Tally.Messages, 1, [new("pool", "A"), new("method", "MESSAGE"), new("to", "endpoint")]);
        tally.Count(Tally.Messages, 1, [new("pool", "a"), new("method", "MESSAGE"), new("to", "pool")]);
        tally.Count(Tally.Messages, 1, [new("pool", "a"), new("method", "INVITE"), new("to", "endpoint")]);
        tally.Count(Tally.PresenceChanges, 7, [new("godwit.pool", "a")]);
        tally.Count(Tally.Errors, 2, [new("pool", "b")]);
        tally.Count(Tally.Moves, 5, [new("outcome", "moved")]);
        tally.Count(Tally.Moves, 3, [new("outcome", "failed")]);
        tally.Count(Tally.Moves, 9, [new("outcome", "refused")]);

        var figures = tally.Read([("a", 4, true), ("b", 0, true), ("c", 1, false)]);

        Assert.Equal((5, 3), (figures.Moves, figures.MovesFailed));
        Assert.Equal([new PoolFigures("a", true, 4, 1, 7, 0), new PoolFigures("b", true, 0, 0, 0, 2), new PoolFigures("c", false, 1, 0, 0, 0)], figures.Pools);
    }

    [Fact]
    public void A_minute_has_what_was_counted_since_the_one_before_and_a_new_pool_all_of_its_own()
    {
        var then = new FigureSet(5, 1, [new PoolFigures("a", true, 4, 10, 20, 1)]);
        var now = new FigureSet(8, 1, [new PoolFigures("a", true, 6, 13, 20, 2), new PoolFigures("b", true, 1, 2, 3, 4)]);

        var between = now.Since(then);

        Assert.Equal((3, 0), (between.Moves, between.MovesFailed));
        Assert.Equal([new PoolFigures("a", true, 6, 3, 0, 1), new PoolFigures("b", true, 1, 2, 3, 4)], between.Pools);
    }
}
