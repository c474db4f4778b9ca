using Godwit.Pool.BackEnds;

namespace Godwit.Pool.ClientVersions;

/// <summary>Door: where a pool keeps its client version filter, which is its back-end database. Throws <see cref="BackEndUnavailableException"/> when that is out of reach.</summary>
public interface IClientVersionStore
{
    /// <summary><see cref="ClientVersionFilter.New"/> when none was ever saved.</summary>
    Task<ClientVersionFilter> Load(CancellationToken cancel);

    /// <summary>Replaces the filter in one transaction; durable when the task completes.</summary>
    Task Save(ClientVersionFilter filter, CancellationToken cancel);
}
