using Godwit.Pool.Pools;
using Godwit.Tests.FrontEnd.Authentication;

namespace Godwit.Tests.FrontEnd.Methods;

/// <summary>When a front end answers a refresh by itself, and when it must ask the home.</summary>
public sealed class RefreshTests
{
    private readonly FakeConnection _connection = new();

    [Fact]
    public async Task A_refresh_that_changes_nothing_is_answered_with_the_time_that_is_left_and_asks_nobody()
    {
        using var bench = new MethodBench();
        await bench.Register(_connection, "alice");
        bench.Home("alice").Asked.Clear();
        bench.Time.Advance(TimeSpan.FromMinutes(30));
        var answer = (await bench.Register(_connection, "alice"))!;
        Assert.Equal(200, answer.Status);
        Assert.Equal("5400", answer.Headers.Get("Expires"));
        Assert.Equal("register-action=\"refreshed\"", answer.Headers.Get("presence-state"));
        Assert.Empty(bench.Home("alice").Asked);
    }

    [Fact]
    public async Task Past_half_of_its_time_the_home_is_asked_and_grants_all_of_it_again()
    {
        using var bench = new MethodBench();
        await bench.Register(_connection, "alice");
        bench.Home("alice").Asked.Clear();
        bench.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("7200", (await bench.Register(_connection, "alice"))!.Headers.Get("Expires"));
        Assert.NotEmpty(bench.Home("alice").Asked);
    }

    [Fact]
    public async Task Another_client_program_a_second_endpoint_and_another_connection_ask_the_home()
    {
        using var bench = new MethodBench();
        await bench.Register(_connection, "alice");
        bench.Home("alice").Asked.Clear();
        await bench.Register(_connection, "alice", MethodBench.New);
        Assert.Single(bench.Home("alice").Asked);
        await bench.Register(_connection, "alice", MethodBench.New, epid: "0123456789ab");
        Assert.Equal(2, bench.Home("alice").Asked.Count);
        await bench.Register(new FakeConnection(), "alice", MethodBench.New);
        Assert.Equal(3, bench.Home("alice").Asked.Count);
    }

    [Fact]
    public async Task A_change_of_the_user_in_the_directory_asks_the_home()
    {
        using var bench = new MethodBench();
        await bench.Register(_connection, "alice");
        bench.Home("alice").Asked.Clear();
        bench.Forest.Add("alice", "r2pool.godwit.test", enhanced: false);
        await bench.Register(_connection, "alice");
        Assert.NotEmpty(bench.Home("alice").Asked);
    }

    [Fact]
    public async Task A_legacy_endpoint_of_a_user_who_may_get_the_mode_meanwhile_asks_the_home()
    {
        using var bench = new MethodBench(PoolGeneration.Ocs2007);
        bench.Forest.Add("dave", "r2pool.godwit.test", enhanced: true);
        await bench.Register(_connection, "dave", MethodBench.Old);
        bench.Home("dave").RichMode = true;
        Assert.Equal(403, (await bench.Register(_connection, "dave", MethodBench.Old))!.Status);
    }

    [Fact]
    public async Task Signing_out_ends_what_the_front_end_knows()
    {
        using var bench = new MethodBench();
        await bench.Register(_connection, "alice");
        await bench.Register(_connection, "alice", more: "Expires: 0");
        bench.Home("alice").Asked.Clear();
        await bench.Register(_connection, "alice");
        Assert.NotEmpty(bench.Home("alice").Asked);
    }
}
