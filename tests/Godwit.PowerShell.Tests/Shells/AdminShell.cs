using Godwit.Admin;
using Godwit.Scenarios.Forests;

namespace Godwit.PowerShell.Tests.Shells;

/// <summary>A forest in this process with people of the demo in it, and a shell that is connected to it.</summary>
public sealed class AdminShell : IAsyncLifetime
{
    private TestForest? _forest;
    private Shell? _shell;

    internal Shell Shell => _shell ?? throw new InvalidOperationException("The forest has not started");

    internal TestForest Forest => _forest ?? throw new InvalidOperationException("The forest has not started");

    internal AdminClient Admin => Forest.Admin;

    /// <summary>A folder of the tests' own.</summary>
    internal string Folder { get; } = Directory.CreateTempSubdirectory("godwit-shell-").FullName;

    internal string Server => $"https://127.0.0.1:{Forest.Settings.Management!.Https.Port}";

    internal ShellAnswer Run(string script, params (string Name, object? Value)[] variables) => Shell.Run(script, variables);

    internal string File(string name) => Path.Combine(Folder, name);

    /// <summary>New users, whose addresses nobody else has.</summary>
    internal async Task<string[]> NewUsers(int count, string pool, bool enhanced = true)
    {
        var users = new string[count];
        for (var i = 0; i < count; i++) users[i] = (await Forest.AddUser($"p{Guid.NewGuid():N}", pool, enhanced)).Address;
        return users;
    }

    internal async Task<string> Home(string user) => (await Admin.User(user, TestContext.Current.CancellationToken)).Home;

    public async ValueTask InitializeAsync()
    {
        _forest = await TestForest.Start(new TestForestOptions { DemoUsers = 24 });
        _shell = new Shell();
        _shell.Run($"Connect-Godwit -Server {Server}").Clean();
    }

    public async ValueTask DisposeAsync()
    {
        _shell?.Dispose();
        if (_forest is not null) await _forest.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>One forest for all, one test after the other: the connection of Connect-Godwit is the process's.</summary>
[CollectionDefinition(Name)]
public sealed class ShellCollection : ICollectionFixture<AdminShell>
{
    public const string Name = "shell";
}
