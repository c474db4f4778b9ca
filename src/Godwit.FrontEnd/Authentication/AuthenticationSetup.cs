using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Godwit.FrontEnd.Authentication;

public static class AuthenticationSetup
{
    /// <summary>
    /// Registers <see cref="Authenticate"/> and what it needs. The host registers FrontEndOptions, ForestView and IUserSecrets.
    /// </summary>
    public static IServiceCollection AddSipAuthentication(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SignInInstruments>();
        services.AddSingleton<FailedSignIns>();
        services.AddSingleton<NtlmTickets>();
        services.AddSingleton<NtlmSignIn>();
        services.AddSingleton<DigestNonces>();
        services.AddSingleton<DigestSignIn>();
        services.AddSingleton<AuthenticationOffers>();
        services.AddSingleton<Authenticate>();
        return services;
    }
}
