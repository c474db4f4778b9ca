using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.Tests.FrontEnd.Bench;

/// <summary>A registrar that leaves everything to the homes, which these tests look at.</summary>
internal sealed class AskTheHome : IRegistrar
{
    public bool TrySignIn(SignInRequest request, [NotNullWhen(true)] out SignInResult? result)
    {
        result = null;
        return false;
    }

    public bool TryReach(SipAddress user, SipAddress? caller, out ImmutableArray<Endpoint> endpoints)
    {
        endpoints = [];
        return false;
    }

    public bool TrySignOut(EndpointKey endpoint, string? connection) => false;
}
