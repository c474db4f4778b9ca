using Godwit.FrontEnd.Authentication;

namespace Godwit.Tests.FrontEnd.Authentication;

public class ReplayWindowTests
{
    [Fact]
    public void Each_counter_is_taken_once_in_any_near_order()
    {
        var window = new ReplayWindow();
        foreach (var counter in (uint[])[1, 3, 2, 70, 69, 7]) Assert.True(window.Take(counter), $"first {counter}");
        foreach (var counter in (uint[])[1, 3, 2, 70, 69, 7]) Assert.False(window.Take(counter), $"again {counter}");
    }

    [Fact]
    public void Zero_and_what_lies_too_far_back_are_refused()
    {
        var window = new ReplayWindow();
        Assert.False(window.Take(0));
        Assert.True(window.Take(100));
        Assert.False(window.Take(36));
        Assert.True(window.Take(37));
        Assert.True(window.Take(uint.MaxValue));
        Assert.False(window.Take(101));
    }
}
