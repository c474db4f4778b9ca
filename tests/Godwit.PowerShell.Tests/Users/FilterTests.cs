using Godwit.Admin.Users;
using Godwit.PowerShell.Filters;
using Godwit.PowerShell.Objects;

namespace Godwit.PowerShell.Tests.Users;

public class FilterTests
{
    private static readonly CsUser Anna = new(new UserView("anna@godwit.test", "lcs01.godwit.test", true, new EnhancedPresenceView(true, false)) { DisplayName = "Anna O'Berg", Login = "anna" });
    private static readonly CsUser Nobody = new(new UserView("nina@godwit.test", "", false, new EnhancedPresenceView(false, false)) { DisplayName = "Nina" });

    private static object? Variable(string name) => name switch { "pool" => "LCS01.godwit.test", _ => null };

    [Theory]
    [InlineData("RegistrarPool -eq \"lcs01.godwit.test\"", true, false)]
    [InlineData(" registrarpool -EQ 'LCS01.GODWIT.TEST' ", true, false)]
    [InlineData("HomeServer -ne \"lcs01.godwit.test\"", false, true)]
    [InlineData("RegistrarPool -eq $pool", true, false)]
    [InlineData("RegistrarPool -eq $Null", false, true)]
    [InlineData("RegistrarPool -ne $null", true, false)]
    [InlineData("Enabled -eq $True", true, false)]
    [InlineData("Enabled -eq 'false'", false, true)]
    [InlineData("DisplayName -like \"A*\"", true, false)]
    [InlineData("DisplayName -like \"*O'Berg\"", true, false)]
    [InlineData("DisplayName -notlike 'a*'", false, true)]
    [InlineData("SipAddress -eq sip:nina@godwit.test", false, true)]
    [InlineData("Enabled -eq $true -and EnabledForEnhancedPresence -eq $true", true, false)]
    [InlineData("DisplayName -like 'N*' -or Enabled -eq $true", true, true)]
    [InlineData("-not (DisplayName -like 'N*' -or Enabled -eq $true)", false, false)]
    [InlineData("!(Enabled -eq $true)", false, true)]
    [InlineData("DisplayName -like 'N*' -or DisplayName -like 'A*' -and Enabled -eq $false", false, true)]
    public void What_administrators_write_chooses_users(string text, bool anna, bool nobody)
    {
        var (filter, problem) = FilterParser.Parse(text, Variable);
        Assert.Null(problem);
        Assert.Equal((anna, nobody), (filter!.Matches(Anna), filter.Matches(Nobody)));
    }

    [Theory]
    [InlineData("", "a property was expected")]
    [InlineData("Shoe -eq 42", "'Shoe' is no property")]
    [InlineData("Enabled", "behind Enabled")]
    [InlineData("Enabled -gt $true", "behind Enabled")]
    [InlineData("Enabled -eq", "a value was expected")]
    [InlineData("Enabled -like 'T*'", "$true or $false")]
    [InlineData("Enabled -eq maybe", "$true or $false")]
    [InlineData("DisplayName -like $null", "a pattern was expected")]
    [InlineData("(Enabled -eq $true", "not closed")]
    [InlineData("Enabled -eq $true)", "')' was not expected")]
    [InlineData("Enabled -eq $true Enabled", "'Enabled' was not expected")]
    [InlineData("DisplayName -eq 'Anna", "quotation mark")]
    [InlineData("$(Remove-Item /) -eq 1", "'$' is no property")]
    public void What_is_wrong_is_named(string text, string word)
    {
        var (filter, problem) = FilterParser.Parse(text, Variable);
        Assert.Null(filter);
        Assert.Contains(word, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Parentheses_do_not_go_down_for_ever()
    {
        var (filter, problem) = FilterParser.Parse(new string('(', 100_000), Variable);
        Assert.Null(filter);
        Assert.Contains("too deeply", problem, StringComparison.Ordinal);
    }

    /// <summary>What the server leaves out must be what the filter leaves out.</summary>
    [Theory]
    [InlineData("RegistrarPool -eq 'lcs01.godwit.test' -and Enabled -eq $true -and DisplayName -like 'A*'", "lcs01.godwit.test", true, "A*")]
    [InlineData("RegistrarPool -eq 'lcs01.godwit.test' -or Enabled -eq $true", "", null, "")]
    [InlineData("-not (Enabled -eq $true)", "", null, "")]
    [InlineData("RegistrarPool -ne 'lcs01.godwit.test'", "", null, "")]
    [InlineData("DisplayName -like '[AB]*'", "", null, "")]
    public void The_server_is_asked_for_as_few_as_the_filter_allows(string text, string pool, bool? enabled, string search)
    {
        var query = FilterParser.Parse(text, Variable).Filter!.Narrow(new UserQuery());
        Assert.Equal(new UserQuery { Pool = pool, Enabled = enabled, Search = search }, query);
    }
}
