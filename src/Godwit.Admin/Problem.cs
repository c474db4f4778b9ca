namespace Godwit.Admin;

/// <summary>RFC 9457 problem details as the API sends them; <paramref name="Detail"/> is one sentence for a person.</summary>
public sealed record Problem(string? Title, int? Status, string? Detail);

/// <summary>The server answered with a problem.</summary>
public sealed class AdminException(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;
}

/// <summary>There is no server at that address, or it stopped answering.</summary>
public sealed class ServerUnreachableException(Uri server, Exception? inner = null)
    : Exception($"No Godwit server answers at {server}: {inner?.GetBaseException().Message ?? "it stopped answering"}", inner)
{
    public Uri Server { get; } = server;
}
