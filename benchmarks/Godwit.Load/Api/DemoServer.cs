using Godwit.Load.Peers;

namespace Godwit.Load.Api;

/// <summary>A demo of so many users, as a newcomer starts it, in a folder that is gone afterwards.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("godwit-demo-").FullName;
    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess? _process;

    public Uri Address => new($"https://127.0.0.1:{_port}");

    public static async Task<DemoServer> Start(int users, CancellationToken cancel)
    {
        var server = new DemoServer();
        var program = Path.Combine(Environment.GetEnvironmentVariable("GODWIT_ROOT") ?? ".", "src", "Godwit", "bin", "Release", "net10.0", "godwit");
        server._process = await ServerProcess.Start(program,
            ["demo", "--data", Path.Combine(server._folder, "data"), "--users", $"{users}", "--port-base", $"{ServerProcess.FreePort()}", "--http-port", $"{server._port}"], server._port, cancel);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
