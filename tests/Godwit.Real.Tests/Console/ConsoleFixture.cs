using Godwit.Admin.Access;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>A demo and a browser for all tests of the console. They run one after another: each may move whom the others do not use.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleFixture : IAsyncLifetime, ICollectionFixture<ConsoleFixture>
{
    public const string Name = "console";

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private GodwitProcess? _server;

    public GodwitProcess Server => _server ?? throw new InvalidOperationException("The demo has not started");

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.Start(_playwright);
        _server = await GodwitProcess.Start(users: 60);
    }

    /// <summary>A page of a browser that nobody used before, at the demo's console or that of another server; <paramref name="who"/> null: as somebody on this host.</summary>
    public Task<ConsolePage> Open(string path = "/", GodwitProcess? server = null, BrowserNewContextOptions? options = null, SignIn? who = null) =>
        ConsolePage.Open(_browser ?? throw new InvalidOperationException("The browser has not started"), server ?? Server, path, options, who);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }
}
