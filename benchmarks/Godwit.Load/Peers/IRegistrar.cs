namespace Godwit.Load.Peers;

/// <summary>A registrar under load, a process of its own on 127.0.0.1.</summary>
internal interface IRegistrar : IAsyncDisposable
{
    int Port { get; }

    int ProcessId { get; }

    /// <summary>Starts it; returns when it takes connections.</summary>
    Task Start(CancellationToken cancel);
}
