namespace Godwit.Admin;

/// <summary>RFC 9457 problem details as the API sends them; <paramref name="Detail"/> is one sentence for a person.</summary>
public sealed record Problem(string? Title, int? Status, string? Detail);

/// <summary>The server answered with a problem.</summary>
public sealed class AdminException(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;
}

/// <summary>There is no server at that address, or it stopped answering.</summary>
public class ServerUnreachableException : Exception
{
    public ServerUnreachableException(Uri server, Exception? inner = null)
        : this(server, $"No Godwit server answers at {server}: {inner?.GetBaseException().Message ?? "it stopped answering"}", inner)
    {
    }

    protected ServerUnreachableException(Uri server, string sentence, Exception? inner)
        : base(sentence, inner) => Server = server;

    public Uri Server { get; }
}

/// <summary>There is a server, and its certificate does not show that it is the one that is meant.</summary>
/// <param name="fingerprint">SHA-256 of the certificate that it showed.</param>
public sealed class ServerUntrustedException(Uri server, string why, string fingerprint, Exception inner)
    : ServerUnreachableException(server, $"The certificate of {server} is not trusted: {why}. Its SHA-256 fingerprint is {fingerprint}; keep it, or the authority's file, in a profile once you know that it is the server's", inner)
{
    public string Fingerprint { get; } = fingerprint;
}
