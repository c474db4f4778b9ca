using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Clients;

/// <summary>The home grain of a user of this pool.</summary>
public delegate IHomeGrain HomeOf(SipAddress user);
