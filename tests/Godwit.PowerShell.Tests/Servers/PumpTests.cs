using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Tests.Servers;

public class PumpTests
{
    [Fact]
    public void What_comes_after_an_await_comes_back_to_the_thread()
    {
        var thread = Environment.CurrentManagedThreadId;
        var seen = new List<int>();
        Pump.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await Task.Run(() => { }, TestContext.Current.CancellationToken);
                seen.Add(Environment.CurrentManagedThreadId);
            }
        });
        Assert.Equal(100, seen.Count);
        Assert.All(seen, t => Assert.Equal(thread, t));
    }

    [Fact]
    public void What_is_thrown_is_thrown_to_whoever_asked_and_the_context_is_as_before()
    {
        var before = SynchronizationContext.Current;
        Assert.Throws<InvalidDataException>(() => Pump.Run(async () =>
        {
            await Task.Yield();
            throw new InvalidDataException();
        }));
        Assert.Same(before, SynchronizationContext.Current);
    }
}
