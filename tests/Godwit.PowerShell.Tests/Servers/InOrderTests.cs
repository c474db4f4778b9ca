using Godwit.Admin;
using Godwit.PowerShell.Running;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.PowerShell.Tests.Servers;

public class InOrderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_come_in_order_whichever_is_first_and_no_more_than_eight_are_waited_for()
    {
        var answers = Enumerable.Range(0, 20).Select(_ => new TaskCompletionSource<int>()).ToArray();
        var asked = 0;
        var heard = new List<int>();
        var all = Listen();
        Assert.Equal(8, asked);
        foreach (var answer in answers.Reverse()) answer.SetResult(0);
        await all;
        Assert.Equal(Enumerable.Range(0, 20), heard);

        async Task Listen()
        {
            await foreach (var answer in new InOrder(TimeProvider.System).Ask(Enumerable.Range(0, 20), async (of, _) =>
            {
                asked++;
                return await answers[of].Task;
            }, Cancel)) heard.Add(answer.Of);
        }
    }

    [Fact]
    public async Task Who_asks_too_often_waits_and_asks_again_and_gives_up_at_last()
    {
        var time = new FakeTimeProvider();
        var tries = 0;
        var patient = new InOrder(time).Ask(["alice"], (_, _) => ++tries < 4 ? throw new AdminException(429, "Too many requests") : Task.FromResult("there"), Cancel);
        var listening = patient.SingleAsync(Cancel).AsTask();
        while (!listening.IsCompleted) Next();
        Assert.Equal(("there", 4), ((await listening).Result, tries));

        var never = new InOrder(time).Ask(["alice"], Task<string> (_, _) => throw new AdminException(429, "Too many requests"), Cancel).SingleAsync(Cancel).AsTask();
        while (!never.IsCompleted) Next();
        Assert.Equal(429, (await never).Refused?.Status);

        void Next()
        {
            time.Advance(TimeSpan.FromSeconds(1));
            Thread.Yield();
        }
    }

    [Fact]
    public async Task What_is_refused_is_an_answer_and_what_is_broken_is_thrown()
    {
        var refused = await new InOrder(TimeProvider.System).Ask([1, 2], (of, _) => of == 1 ? throw new AdminException(404, "There is none") : Task.FromResult(of), Cancel).ToListAsync(Cancel);
        Assert.Equal([("There is none", 0), (null, 2)], refused.Select(r => (r.Refused?.Message, r.Result)));
        await Assert.ThrowsAsync<InvalidDataException>(() => new InOrder(TimeProvider.System).Ask([1], Task<int> (_, _) => throw new InvalidDataException(), Cancel).ToListAsync(Cancel).AsTask());
    }
}
