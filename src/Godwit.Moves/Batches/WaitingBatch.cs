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

    public string MoveId => _batch.MoveId;

    public DateTimeOffset? NotBefore => _batch.NotBefore;

    /// <summary>Its turn came, but what has to be written down before it begins could not be: when that is tried again.</summary>
    public DateTimeOffset? HeldUntil { get; private init; }

    /// <summary>How many times that was so, one after the other.</summary>
    public int Holds { get; private init; }

    public int Count => _users.IsDefault ? _batch.Users.Length : _users.Length;

    public IEnumerable<SipAddress> Users => _users.IsDefault ? _batch.Users.Select(u => u.Address) : _users;

    /// <summary>Made when it is asked for: hold it no longer than it runs.</summary>
    public Batch Batch => _users.IsDefault ? _batch : _batch with { Users = [.. _users.Select(BatchUser.New)] };

    /// <param name="batch">Without users.</param>
    public static WaitingBatch New(Batch batch, ImmutableArray<SipAddress> users) => new(batch, users);

    public WaitingBatch Held(DateTimeOffset until) => new(_batch, _users) { HeldUntil = until, Holds = Holds + 1 };

    /// <summary>As the journal has it; one that never began is no more than its addresses.</summary>
    public static WaitingBatch Of(Batch batch) => batch.Restarts == 0 && batch.IsUntouched && batch.Users.All(u => u.Standing == Standing.Going)
        ? new(batch with { Users = [] }, [.. batch.Users.Select(u => u.Address)])
        : new(batch, default);
}
