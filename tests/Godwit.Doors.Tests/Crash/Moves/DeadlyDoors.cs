using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Pool.Clients;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Crash.Moves;

/// <summary>The engine's doors to files, with a deadly point before and after each call.</summary>
internal sealed class DeadlyHomeSwitch(IHomeSwitch inner, DeadlyPoints points) : IHomeSwitch
{
    public Task<IReadOnlyList<HomeChangeResult>> Apply(IReadOnlyList<HomeChange> changes, CancellationToken cancel) => points.Around(() => inner.Apply(changes, cancel));
}

internal sealed class DeadlyBackEnd(IBackEnd inner, DeadlyPoints points) : IBackEnd
{
    public Task<IReadOnlyList<UserParcel>> Export(IReadOnlyList<SipAddress> users, CancellationToken cancel) => points.Around(() => inner.Export(users, cancel));

    public Task Import(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => points.Around(() => inner.Import(parcels, cancel));

    public Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadBack(IReadOnlyList<SipAddress> users, CancellationToken cancel) => points.Around(() => inner.ReadBack(users, cancel));

    public Task Settle(IReadOnlyList<SipAddress> users, CancellationToken cancel) => points.Around(() => inner.Settle(users, cancel));

    public Task Abandon(IReadOnlyList<SipAddress> users, CancellationToken cancel) => points.Around(() => inner.Abandon(users, cancel));

    public Task Retire(IReadOnlyList<SipAddress> users, DateTimeOffset until, CancellationToken cancel) => points.Around(() => inner.Retire(users, until, cancel));

    public Task<int> DropExpired(DateTimeOffset now, CancellationToken cancel) => inner.DropExpired(now, cancel);

    public Task<IReadOnlyList<bool>> Deliver(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => points.Around(() => inner.Deliver(parcels, cancel));

    public Task<IReadOnlyList<UserSurvey>> Survey(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.Survey(users, cancel);

    public Task<IReadOnlyList<ImmutableArray<SeenClient>>> Clients(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.Clients(users, cancel);
}

internal sealed class DeadlyMoveStore(IMoveStore inner, DeadlyPoints points) : IMoveStore
{
    public Task Add(MoveHead move, IEnumerable<UserOutcome> users, IEnumerable<BatchEntry> batches, CancellationToken cancel) => points.Around(() => inner.Add(move, users, batches, cancel));

    public Task Save(JournalWrite write, CancellationToken cancel) => points.Around(() => inner.Save(write, cancel));

    public Task Finish(string moveId, DateTimeOffset at, CancellationToken cancel) => points.Around(() => inner.Finish(moveId, at, cancel));

    public Task<IReadOnlyList<BatchEntry>> Unfinished(CancellationToken cancel) => inner.Unfinished(cancel);

    public Task<IReadOnlyList<MoveHead>> Running(CancellationToken cancel) => inner.Running(cancel);

    public Task<MoveReport?> Report(string moveId, CancellationToken cancel) => inner.Report(moveId, cancel);

    public Task<MoveProgress?> Progress(string moveId, CancellationToken cancel) => inner.Progress(moveId, cancel);

    public Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => inner.Outcomes(moveId, users, cancel);

    public Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel) => inner.List(cancel);

    public Task<IReadOnlyList<Delivery>> OpenDeliveries(CancellationToken cancel) => inner.OpenDeliveries(cancel);

    public Task<IReadOnlyList<Delivery>> OpenDeliveries(IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => inner.OpenDeliveries(users, cancel);

    public Task<UserParcel?> Parcel(string moveId, SipAddress user, CancellationToken cancel) => inner.Parcel(moveId, user, cancel);
}
