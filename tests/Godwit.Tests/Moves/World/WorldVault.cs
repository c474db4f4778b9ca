using Godwit.Moves;
using Godwit.Moves.Vault;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.World;

/// <summary>A vault in memory; durable.</summary>
internal sealed class WorldVault
{
    public Dictionary<SipAddress, AgedParcel> Parcels { get; } = [];

    public sealed class Door(WorldVault vault, Doors doors) : IParcelVault
    {
        public Task Put(string pool, DateTimeOffset asOf, IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => doors.Call("vault put", () =>
        {
            foreach (var parcel in parcels)
                if (vault.Parcels.GetValueOrDefault(parcel.User) is not { } known || known.AsOf <= asOf) vault.Parcels[parcel.User] = new AgedParcel(parcel, asOf, ParcelOrigin.Vault, pool);
        });

        public Task<IReadOnlyList<AgedParcel?>> Find(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
            doors.Call<IReadOnlyList<AgedParcel?>>("vault find", () => [.. users.Select(u => vault.Parcels.GetValueOrDefault(u))]);

        public Task Forget(IReadOnlyList<SipAddress> users, CancellationToken cancel) => doors.Call("vault forget", () =>
        {
            foreach (var user in users) vault.Parcels.Remove(user);
        });
    }
}
