using System.Globalization;

namespace Godwit.Real.Tests.Clients;

/// <summary>How a client is started.</summary>
/// <param name="Address">Sign-in name, e.g. <c>alice@godwit.test</c>.</param>
/// <param name="Port">Port of the server on 127.0.0.1.</param>
public sealed record ProbeOptions(string Address, string Password, int Port)
{
    /// <summary><c>tcp</c> or <c>tls</c>.</summary>
    public string Transport { get; init; } = "tcp";

    /// <summary>null: the sign-in name.</summary>
    public string? Login { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Seconds after which a client connects again that lost its connection, as Pidgin does.</summary>
    public int? Reconnect { get; init; }

    /// <summary>Another host name, so that the client is another endpoint of the same user.</summary>
    public bool OnAnotherMachine { get; init; }

    /// <summary>What becomes of a call that comes in.</summary>
    public IncomingCall Calls { get; init; } = IncomingCall.Taken;

    public IEnumerable<string> Arguments()
    {
        string[] fixedOnes =
        [
            "--account", Address, "--login", Login ?? Address, "--password", Password, "--server", $"127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}",
            "--transport", Transport, "--auth", "ntlm", "--insecure", "--keep", "--timeout", "120", "--debug", "-",
        ];
        foreach (var argument in fixedOnes) yield return argument;
        if (Calls == IncomingCall.Rejected) yield return "--answer-no";
        if (Calls == IncomingCall.Rings) yield return "--ring";
        if (UserAgent is not null)
        {
            yield return "--user-agent";
            yield return UserAgent;
        }

        if (Reconnect is { } seconds)
        {
            yield return "--reconnect";
            yield return seconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
