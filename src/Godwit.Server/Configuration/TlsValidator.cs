namespace Godwit.Server.Configuration;

internal static class TlsValidator
{
    public static TlsSettings? Check(TlsConfig? tls, string folder, ConfigProblems problems)
    {
        if (tls is null) return null;
        var certificate = Path(tls.Certificate, "tls.certificate");
        var key = Path(tls.Key, "tls.key");
        var authority = Path(tls.Authority, "tls.authority");
        return certificate is null || key is null || authority is null ? null : new TlsSettings(certificate, key, authority);

        string? Path(string? file, string member)
        {
            if (!string.IsNullOrWhiteSpace(file)) return System.IO.Path.GetFullPath(file, folder);
            problems.Missing(member, "name a PEM file, or leave out tls as a whole for development certificates");
            return null;
        }
    }
}
