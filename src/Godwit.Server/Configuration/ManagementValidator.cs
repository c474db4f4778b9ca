namespace Godwit.Server.Configuration;

internal static class ManagementValidator
{
    public static ManagementSettings? Check(ManagementConfig? management, ConfigProblems problems)
    {
        if (management?.Https is null)
        {
            problems.Missing("management.https", "say where the admin API listens, e.g. \"127.0.0.1:8443\"");
            return null;
        }

        var https = EndpointValidator.Read(management.Https, "management.https", problems);
        return https is null ? null : new ManagementSettings(https, management.TrustLoopback ?? false);
    }
}
