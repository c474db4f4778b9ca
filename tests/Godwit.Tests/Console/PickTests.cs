using Godwit.Admin;
using Godwit.Console.Dialogs.Picks;
using Godwit.Console.Selection;

namespace Godwit.Tests.Console;

public class PickTests
{
    private static readonly string[] Many = [.. Enumerable.Range(1, 500).Select(i => $"user{i}@godwit.test")];

    /// <summary>Nothing listens there: whoever asks fails.</summary>
    private static readonly AdminClient Nobody = new(new Uri("https://127.0.0.1:1"));

    /// <summary>So their own pool is not offered as a destination, however many they are.</summary>
    [Fact]
    public async Task Users_who_were_picked_on_a_pools_page_are_homed_there_and_nobody_is_asked() =>
        Assert.Equal("lcs01.godwit.test", await UserPick.These(Many, "lcs01.godwit.test").Home(Nobody, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Many_who_were_picked_elsewhere_are_not_asked_about_one_by_one() =>
        Assert.Null(await UserPick.These(Many).Home(Nobody, TestContext.Current.CancellationToken));
}
