using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Moves.Batches;

/// <summary>A batch that has not begun. Of a new one only the addresses are kept, since thousands of batches may wait while a few run.</summary>
public sealed class WaitingBatch
{
    private readonly Batch _batch;
    private readonly ImmutableArray<SipAddress> _users;

    private WaitingBatch(Batch batch, ImmutableArray<SipAddress> users) => (_batch, _users) = (batch, users);

    public string? Joins => _batch.Joins;

    /// <summary>Made when it is asked for: hold it no longer than it runs.</summary>
    public Batch Batch => _users.IsDefault ? _batch : _batch with { Users = [.. _users.Select(BatchUser.New)] };

    /// <param name="batch">Without users.</param>
    public static WaitingBatch New(Batch batch, ImmutableArray<SipAddress> users) => new(batch, users);

    /// <summary>As the journal has it.</summary>
    public static WaitingBatch Of(Batch batch) => new(batch, default);
}
