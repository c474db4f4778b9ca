using Godwit.Admin.Users;
using Godwit.Console.Users;

namespace Godwit.Tests.Console;

public class FindTests
{
    private static readonly UserQuery Scope = new() { Pool = "lcs01.godwit.test" };

    [Fact]
    public void What_is_looked_for_stays_within_the_place() =>
        Assert.Equal(Scope with { Search = "sip:a*", Client = "OC/2.0" }, new Find(" sip:a* ", "", " OC/2.0").Within(Scope));

    [Fact]
    public void Nothing_looked_for_is_everybody() => Assert.Equal(Scope, Find.Nothing.Within(Scope));

    [Fact]
    public void Every_setting_that_is_offered_chooses_something_of_its_own()
    {
        var queries = Find.Settings.Select(s => new Find("", s.Word, "").Within(Scope)).ToList();
        Assert.Equal(Find.Settings.Count, queries.Distinct().Count());
        Assert.Single(queries, Scope);
    }
}
