using System.Diagnostics.CodeAnalysis;

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
}
