using Godwit.Admin;
using Godwit.Admin.Access;
using Godwit.Admin.Forest;
using Godwit.Admin.Moves;
using Godwit.Admin.Pools;
using Microsoft.Extensions.Logging;

namespace Godwit.Console.State;

/// <summary>What an open page knows of the forest, asked again every few seconds.</summary>
public sealed partial class ConsoleState(AdminClient client, TimeProvider time, ILogger<ConsoleState> log) : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _one = new(1);
    private Task? _loop;

    /// <summary>Something may be different now. Comes from any thread.</summary>
    public event Action? Changed;

    public SessionView? Session { get; private set; }

    public ForestOverview? Overview { get; private set; }

    public FiguresView? Figures { get; private set; }

    public IReadOnlyList<ContainerView> Containers { get; private set; } = [];

    /// <summary>Moves that are not over, newest first.</summary>
    public IReadOnlyList<MoveProgressView> OpenMoves { get; private set; } = [];

    /// <summary>Why the server does not answer; null when it does.</summary>
    public string? Away { get; private set; }

    public Rights Rights => Rights.Of(Session?.Role ?? "");

    public PoolView? Pool(string fqdn) => Overview?.Pools.FirstOrDefault(p => string.Equals(p.Fqdn, fqdn, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first look; from then on it goes on by itself until the page is closed.</summary>
    public async Task Start()
    {
        if (_loop is not null) return;
        _loop = Task.CompletedTask;
        await Look();
        _loop = Run();
    }

    /// <summary>Looks now.</summary>
    public async Task Look()
    {
        await _one.WaitAsync(_closing.Token);
        try
        {
            var cancel = _closing.Token;
            Session ??= await client.Access.WhoAmI(cancel);
            var overview = client.Forest.Overview(cancel);
            var figures = client.Forest.Figures(cancel);
            var containers = client.Forest.Containers(null, cancel);
            var moves = client.Moves(cancel);
            await Task.WhenAll(overview, figures, containers, moves);
            (Overview, Figures, Containers) = (await overview, await figures, await containers);
            OpenMoves = [.. (await moves).Where(m => !m.IsOver)];
            Away = null;
        }
        catch (Exception e) when (e is AdminException or ServerUnreachableException)
        {
            Away = e.Message;
        }
        finally
        {
            _one.Release();
        }

        Changed?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_loop is not null) await _loop;
        _closing.Dispose();
        _one.Dispose();
    }

    private async Task Run()
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token)) await Look();
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            Ended(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "An open console no longer looks at the forest")]
    private partial void Ended(Exception fault);
}
