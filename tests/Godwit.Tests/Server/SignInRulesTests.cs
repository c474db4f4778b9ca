using System.Net;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Godwit.Server.AdminApi;
using Godwit.Server.Configuration;
using Godwit.Server.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Godwit.Tests.Server;

/// <summary>Rules of sign-in over values.</summary>
public sealed class SignInRulesTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("anna", "a curlew at low tide", null)]
    [InlineData("anna", "short", "12 characters")]
    [InlineData("anna", "aaaaaaaaaaaaaaaa", "again and again")]
    [InlineData("anna", "hello Anna, come in", "account's name")]
    public void A_password_is_long_and_not_the_name(string name, string password, string? problem)
    {
        var found = AccountRules.PasswordProblem(name, password);
        if (problem is null) Assert.Null(found);
        else Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("token:x")]
    [InlineData("an na")]
    [InlineData("Administrator")]
    [InlineData("local")]
    public void A_name_that_the_audit_file_could_mistake_is_not_taken(string name) => Assert.NotNull(AccountRules.NameProblem(name));

    [Fact]
    public void The_highest_role_of_a_name_or_group_counts_and_without_one_there_is_none()
    {
        var roles = new SignInRoles(["everybody"], ["helpdesk"], ["anna"]);
        Assert.Equal(Role.UserAdministrator, RoleMap.Of(roles, ["everybody", "HELPDESK"]));
        Assert.Equal(Role.ServerAdministrator, RoleMap.Of(roles, ["everybody", "Anna"]));
        Assert.Null(RoleMap.Of(roles, ["visitors"]));
    }

    [Fact]
    public void A_ticket_is_good_once_and_for_a_minute()
    {
        var tickets = new SessionTickets(_time);
        var person = new Caller("anna", Role.Reader, Caller.Account, "192.0.2.1") { Stamp = "s" }.ToPrincipal();
        var (first, second) = (tickets.Mint(person), tickets.Mint(person));

        Assert.Equal(new Caller("anna", Role.Reader, Caller.Account, "192.0.2.1") { Stamp = "s" }, Caller.Of(tickets.Take(first)));
        Assert.Null(tickets.Take(first));
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(tickets.Take(second));
        Assert.Null(tickets.Take("ticket_made-up"));
        _time.Advance(TimeSpan.FromHours(8));
        Assert.Null(tickets.Take(tickets.Mint(person)));
    }

    [Fact]
    public void The_first_link_holds_for_some_hours()
    {
        var link = new FirstLink(_time);
        Assert.True(link.Is(link.Code));
        Assert.False(link.Is(link.Code + "x"));
        Assert.False(link.Is(null));
        _time.Advance(FirstLink.Holds);
        Assert.False(link.Is(link.Code));
    }

    [Fact]
    public void Claims_of_another_kind_are_nobody() =>
        Assert.Null(Caller.Of(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "anna"), new Claim(ClaimTypes.Role, "server-administrator")], "other"))));

    [Fact]
    public void One_address_may_ask_so_often_and_this_host_as_often_as_it_likes()
    {
        using var limiter = PartitionedRateLimiter.Create<HttpContext, string>(ApiRates.Of);
        Assert.Equal(ApiRates.Burst, Let("192.0.2.1", ApiRates.Burst + 50));
        Assert.Equal(10, Let("192.0.2.2", 10));
        Assert.Equal(ApiRates.Burst, Let("2001:db8::1", ApiRates.Burst));
        Assert.Equal(0, Let("2001:db8::2", 10));
        Assert.Equal(5_000, Let("127.0.0.1", 5_000));

        int Let(string from, int requests) => Enumerable.Range(0, requests).Count(_ =>
        {
            var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) }, Request = { Path = "/api/v1/users" } };
            using var lease = limiter.AttemptAcquire(context);
            return lease.IsAcquired;
        });
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_in_words_when_to_ask_again()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddRates();
        await using var provider = services.BuildServiceProvider();
        var rates = provider.GetRequiredService<IOptions<RateLimiterOptions>>().Value;
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = provider, Connection = { RemoteIpAddress = IPAddress.Parse("192.0.2.7") }, Request = { Path = "/api/v1/users" }, Response = { Body = body } };
        for (var i = 0; i < ApiRates.Burst; i++) rates.GlobalLimiter!.AttemptAcquire(context).Dispose();

        using var lease = rates.GlobalLimiter!.AttemptAcquire(context);
        Assert.False(lease.IsAcquired);
        await rates.OnRejected!(new OnRejectedContext { HttpContext = context, Lease = lease }, TestContext.Current.CancellationToken);

        Assert.Equal((429, "application/problem+json", "1"), (context.Response.StatusCode, context.Response.ContentType, context.Response.Headers.RetryAfter.ToString()));
        Assert.Contains("Too many requests from this address: 200 a second are taken", System.Text.Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "default", "none")]
    [InlineData(2, "never", "none")]
    [InlineData(4, "default", "internal")]
    [InlineData(12, "default", "all")]
    public void A_number_of_archiving_means_one_thing_on_LCS_2005_and_another_later(int value, string old, string later)
    {
        Assert.Equal(old, ArchivingWords.Of(value, Godwit.Pool.Pools.PoolGeneration.Lcs2005Sp1));
        Assert.Equal(later, ArchivingWords.Of(value, Godwit.Pool.Pools.PoolGeneration.Ocs2007R2));
        Assert.Equal(later, ArchivingWords.Of(value, null));
    }
}
