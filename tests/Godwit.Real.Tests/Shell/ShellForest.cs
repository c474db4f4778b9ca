using System.Text.Json;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>One demo for the tests of the shell, which run one after the other: some of them stop its pools.</summary>
public sealed class ShellForest : IAsyncLifetime
{
    private GodwitProcess? _server;

    public GodwitProcess Server => _server ?? throw new InvalidOperationException("The demo has not started");

    public async ValueTask InitializeAsync() => _server = await GodwitProcess.Start(users: 12);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    public Task<ShellAnswer> Shell(string line) => Server.Shell(line);

    public Task<string> NewUser(DemoPool? pool, bool enhanced = true) => Forest.NewUser(Server, pool, enhanced);

    /// <summary>Her home as <c>user show</c> says it.</summary>
    public async Task<string> Home(string address) => (await Shell($"user show {address} --json")).Ended(0).Json.GetProperty("home").GetString()!;

    /// <summary>What a move says of each user, in its order.</summary>
    public static IReadOnlyList<MoveLine> Lines(JsonElement move) => [.. move.GetProperty("users").EnumerateArray().Select(u => new MoveLine(
        u.GetProperty("address").GetString()!, u.GetProperty("outcome").GetString()!, u.GetProperty("reason").GetString()!, [.. u.GetProperty("lost").EnumerateArray().Select(l => l.GetString()!)]))];

    public static (int Moved, int Refused, int Failed) Numbers(JsonElement move) =>
        (move.GetProperty("moved").GetInt32(), move.GetProperty("refused").GetInt32(), move.GetProperty("failed").GetInt32());
}

/// <summary>A user of a move's JSON.</summary>
public sealed record MoveLine(string Address, string Outcome, string Reason, IReadOnlyList<string> Lost);

[CollectionDefinition(Name)]
public sealed class ShellCollection : ICollectionFixture<ShellForest>
{
    public const string Name = "shell";
}
