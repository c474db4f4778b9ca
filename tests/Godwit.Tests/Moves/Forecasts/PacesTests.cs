using Godwit.Moves.Forecasts;
using Godwit.Tests.Moves.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.Tests.Moves.Forecasts;

public class PacesTests
{
    private static readonly PaceOf Of = PaceOf.Move("A", "b");
    private readonly FakeTimeProvider _time = new();
    private readonly WorldJournal _journal = new();
    private readonly Paces _paces;

    public PacesTests() => _paces = new Paces(new WorldJournal.Door(_journal, new Doors()), _time, NullLogger<Paces>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_time_in_which_anything_is_under_way_counts_once()
    {
        _paces.Begin(Of);
        _time.Advance(TimeSpan.FromSeconds(1));
        _paces.Begin(Of);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _paces.End(Of, 100, Cancel);
        _time.Advance(TimeSpan.FromSeconds(2));
        await _paces.End(Of, 100, Cancel);
        _time.Advance(TimeSpan.FromHours(1));
        _paces.Begin(Of);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _paces.End(Of, 50, Cancel);
        Assert.Equal(new Pace(250, TimeSpan.FromSeconds(5)), await _paces.Find(PaceOf.Move("a", "B"), Cancel));
        Assert.Null(await _paces.Find(PaceOf.Directory, Cancel));
    }

    [Fact]
    public async Task It_is_written_down_at_most_every_five_seconds_and_known_before()
    {
        for (var i = 0; i < 10; i++)
        {
            _paces.Begin(Of);
            _time.Advance(TimeSpan.FromSeconds(1));
            await _paces.End(Of, 10, Cancel);
        }

        Assert.Equal(new Pace(60, TimeSpan.FromSeconds(6)), _journal.Paces[Of]);
        Assert.Equal(new Pace(100, TimeSpan.FromSeconds(10)), await _paces.Find(Of, Cancel));
    }

    [Fact]
    public async Task What_moved_nobody_says_nothing()
    {
        _paces.Begin(Of);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _paces.End(Of, 0, Cancel);
        Assert.Null(await _paces.Find(Of, Cancel));
    }
}
