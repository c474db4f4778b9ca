using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>
/// What the registrar of a pool (RFC 3261 §10) can answer at once, without her home: nothing is to be loaded, saved, waited for or told. Everything else the
/// home does. Safe from any thread.
/// </summary>
public interface IRegistrar
{
    /// <summary>Signs in or refreshes; false: ask her home.</summary>
    bool TrySignIn(SignInRequest request, [NotNullWhen(true)] out SignInResult? result);

    /// <summary>As <see cref="IHomeGrain.SignOut"/>; false: ask her home.</summary>
    bool TrySignOut(EndpointKey endpoint, string? connection);

    /// <summary>
    /// Where a user who lives here can be reached by the caller now; nobody blocked reaches her: she has no endpoints for him. Null caller: nobody known. False: ask her home,
    /// which knows who may and waits for endpoints that are on their way.
    /// </summary>
    bool TryReach(SipAddress user, SipAddress? caller, out ImmutableArray<Endpoint> endpoints);
}
