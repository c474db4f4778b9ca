namespace Godwit.Admin.Connections;

/// <summary>A server to talk to.</summary>
/// <param name="Trust">Null: this machine's authorities decide about its certificate.</param>
public sealed record Connection(Uri Server, string? Token, ServerTrust? Trust)
{
    /// <summary>Where a demo on this machine is.</summary>
    public const string DemoServer = "https://127.0.0.1:8443";

    /// <summary>The name of the profile that it came from.</summary>
    public string? Profile { get; init; }

    public AdminClient Open() => new(Server, Token, Trust);

    /// <summary>Null unless it is like https://HOST:PORT.</summary>
    public static Uri? AddressIn(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0 ? uri : null;

    /// <summary>Null when the text can be a token: it goes into a header.</summary>
    public static string? TokenProblem(string? token) => token is null || (token.Length > 0 && token.All(c => c is > ' ' and < '\x7f')) ? null : "That is no token: a token is one word of letters, digits and signs.";

    public override string ToString() => Profile is null ? Server.ToString() : $"{Profile} ({Server})";
}
