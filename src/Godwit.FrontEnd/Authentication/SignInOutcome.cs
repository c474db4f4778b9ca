using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Requests;

namespace Godwit.FrontEnd.Authentication;

/// <summary>What became of the credentials in a request.</summary>
public abstract record SignInOutcome
{
    /// <summary>The handshake goes on: 401 with this WWW-Authenticate value alone.</summary>
    public sealed record Challenge(string Value) : SignInOutcome;

    /// <summary>401 with everything the server offers: no credentials that count, or wrong ones (which are not told from unknown logins).</summary>
    public sealed record Again : SignInOutcome
    {
        /// <summary>The Digest nonce was too old, the rest is right: the client need not ask for a password.</summary>
        public bool Stale { get; init; }

        /// <summary>The account or login whose password was wrong; null when no password was looked at.</summary>
        public string? Failed { get; init; }
    }

    public sealed record Refused(Refusal Refusal, TimeSpan? RetryAfter = null) : SignInOutcome;

    /// <summary>The credentials are right; Association is this connection's from now on.</summary>
    public sealed record Accepted(ISecurityAssociation Association) : SignInOutcome;

    /// <summary>A signature is wrong: somebody else writes on this connection.</summary>
    public sealed record Violation : SignInOutcome;
}
