using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Orleans;
using Orleans.Runtime;

namespace Godwit.FrontEnd.Clients;

/// <summary>The home grain of a user of this pool.</summary>
public delegate IHomeGrain HomeOf(SipAddress user);

public static class Homes
{
    /// <summary>
    /// The homes behind this factory. Orleans looks an interface up by reflection at each <c>GetGrain&lt;T&gt;</c>, which costs more than all else on the
    /// way to a grain; what it finds is kept here.
    /// </summary>
    public static HomeOf From(IGrainFactory grains)
    {
        if (grains.GetGrain<IHomeGrain>("-") is not GrainReference any) return user => grains.GetGrain<IHomeGrain>(user.Value);
        var (type, face) = (any.GrainId.Type, any.InterfaceType);
        return user => (IHomeGrain)grains.GetGrain(GrainId.Create(type, user.Value), face);
    }
}
