namespace Godwit.Server.Configuration;

internal static class ManagementValidator
{
    public static ManagementSettings? Check(ManagementConfig? management, JoinConfig? join, ConfigProblems problems)
    {
        if (join is not null && management is null) return null;
        if (management?.Https is null)
        {
            problems.Missing("management.https", "say where the admin API listens, e.g. \"127.0.0.1:8443\"");
            return null;
        }

        var https = EndpointValidator.Read(management.Https, "management.https", problems);
        var poolHosts = EndpointValidator.Read(management.PoolHosts, "management.poolHosts", problems);
        var webhooks = WebhookValidator.Check(management.Webhooks, problems);
        var signIn = SignInValidator.Check(management.SignIn, problems);
        return https is null ? null : new ManagementSettings(https, management.TrustLoopback ?? false) { PoolHosts = poolHosts, Webhooks = webhooks, SignIn = signIn };
    }
}
