using Godwit.Moves;
using Godwit.Moves.Terms;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.World;

/// <summary>Gives orders to one move, one after the other, and knows which were acknowledged: those must hold, whatever dies, and one that was not either holds or does not.</summary>
internal sealed class Administrator(MoveRequest request)
{
    private Order _told = new(MoveHold.None, request.Terms);
    private IReadOnlyList<Order> _asked = [];

    public string? Id { get; private set; }

    public IReadOnlyList<SipAddress> Users => request.Users;

    /// <summary>What the journal refused once is ordered again.</summary>
    public bool Insists { get; init; }

    public async Task Start(Life life) => await Insist(async () =>
    {
        Id = await life.Engine.Start(request, CancellationToken.None);
        return true;
    });

    public Task<MoveAnswer> Suspend(Life life) => Give(life, () => life.Engine.Suspend(Id!, CancellationToken.None), o => o with { Hold = MoveHold.Suspended });

    public Task<MoveAnswer> GoOn(Life life) => Give(life, () => life.Engine.GoOn(Id!, CancellationToken.None), o => o with { Hold = MoveHold.None });

    public Task<MoveAnswer> Cancel(Life life) => Give(life, () => life.Engine.Cancel(Id!, CancellationToken.None), o => o with { Hold = MoveHold.Cancelled });

    public Task<MoveAnswer> Change(Life life, TermsChange change) => Give(life, () => life.Engine.Change(Id!, change, CancellationToken.None), o => o with { Terms = change.In(o.Terms) });

    /// <summary>A move that has ended is held by nothing then; a time to complete it by may be over.</summary>
    public Task<MoveAnswer> Retry(Life life) => Give(
        life,
        () => life.Engine.Retry(Id!, true, CancellationToken.None),
        o => new Order(MoveHold.None, o.Terms with { CompleteBy = null }), o => o with { Hold = MoveHold.None }, o => o with { Terms = o.Terms with { CompleteBy = null } }, o => o);

    public async Task Ends(Life life)
    {
        await foreach (var _ in life.Engine.Watch(Id!, CancellationToken.None))
        {
        }
    }

    /// <summary>Finds her move again after a crash, if the journal has it.</summary>
    public bool Finds(MoveWorld world)
    {
        Id ??= world.Journal.Moves.Find(m => m.RequestedBy == request.RequestedBy)?.Id;
        return Id is not null;
    }

    /// <summary>What the journal says of her move is what she was told, or what she had asked for last.</summary>
    public void Check(MoveWorld world, string where)
    {
        var now = Now(world);
        Assert.True(now == _told || _asked.Contains(now), $"{where}: the move is {now}; acknowledged was {_told}, asked for {string.Join(" or ", _asked)}");
        (_told, _asked) = (now, []);
    }

    public bool IsHeld => _told.Hold != MoveHold.None;

    /// <summary>Whatever was ordered: everybody is to arrive now.</summary>
    public async Task Bring(MoveWorld world, Life life)
    {
        for (var round = 0; ; round++)
        {
            MoveHead Now() => life.Doors.Alone(() => world.Journal.Moves.Find(m => m.Id == Id)!);
            await Change(life, new TermsChange { NoWindow = true, Rate = 0, Busy = BusyRule.Move });
            if (Now() is { FinishedAt: null, Hold: MoveHold.Suspended }) await GoOn(life);
            await Ends(life);
            if (life.Doors.Alone(() => world.Journal.Report(Id!)!.Users.All(u => u.Outcome is MoveOutcome.Moved or MoveOutcome.Unchanged))) return;
            Assert.True(round < 5, $"Not everybody arrives, however often it is tried:\n{life.Doors.Alone(() => string.Join('\n', world.Journal.Report(Id!)!.Users))}");
            var answer = await Retry(life);
            Assert.True(answer.Move is not null, answer.Problem);
        }
    }

    /// <param name="makes">What may come of it.</param>
    private async Task<MoveAnswer> Give(Life life, Func<Task<MoveAnswer>> order, params Func<Order, Order>[] makes)
    {
        if (life.Doors.Crashed.IsCompleted) return await new TaskCompletionSource<MoveAnswer>().Task;
        _asked = [.. makes.Select(m => m(_told))];
        var answer = await Insist(order);
        Assert.True(answer.Move is not null || answer.Problem is not null, $"There is no move {Id}");
        life.Do(() =>
        {
            if (answer.Problem is null) Assert.Contains(Now(life.World), _asked);
            else _asked = [];
            Check(life.World, $"an order to {Id} was answered ({answer.Problem})");
        });
        return answer;
    }

    private Order Now(MoveWorld world) => world.Journal.Moves.Find(m => m.Id == Id) is { } move ? new Order(move.Hold, move.Terms) : throw new InvalidOperationException($"There is no move {Id}");

    private async Task<T> Insist<T>(Func<Task<T>> order)
    {
        try
        {
            return await order();
        }
        catch (IOException) when (Insists)
        {
            return await order();
        }
    }

    private sealed record Order(MoveHold Hold, MoveTerms Terms);
}
