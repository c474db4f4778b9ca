using System.Security.Cryptography;
using Godwit.FrontEnd.Authentication.Ntlm;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Authentication;

/// <summary>The legs of NTLM in REGISTER ([MS-SIPAE] §3.3): empty token → challenge; AUTHENTICATE token → association; signed → checked.</summary>
public sealed class NtlmSignIn(FrontEndOptions options, IUserSecrets secrets, FailedSignIns failures, NtlmTickets tickets)
{
    /// <summary>Stands in for the hash of a login that nobody has, so that the answer takes as long.</summary>
    private readonly byte[] _nobody = RandomNumberGenerator.GetBytes(16);

    public async ValueTask<SignInOutcome> Take(SipRequest request, AuthParameters credentials, ISipConnection connection, CancellationToken cancel)
    {
        if (credentials["gssapi-data"] is not { } data) return Signed(request, credentials, connection);
        if (VersionOf(credentials) is not { } version) return new SignInOutcome.Again();
        if (data.Length == 0) return new SignInOutcome.Challenge(Challenge(connection, version));

        var opaque = credentials["opaque"];
        if (!tickets.IsFresh(opaque) || IsUsed(opaque, connection) || !TryRead(data, out var message)) return new SignInOutcome.Again();
        return await Check(request, credentials, connection, opaque, version, message, cancel);
    }

    private async ValueTask<SignInOutcome> Check(
        SipRequest request, AuthParameters credentials, ISipConnection connection, string opaque, int version, NtlmAuthenticate message, CancellationToken cancel)
    {
        var found = IsOurDomain(message.Domain) ? await secrets.Find(message.User, cancel) : null;
        var account = found?.Address.Value ?? message.User;
        if (failures.WaitFor(account, connection.Remote) is { } wait)
            return new SignInOutcome.Refused(SignInRefusals.TooManyFailures(wait), wait);

        var keys = NtlmProof.Verify(found?.NtHash ?? _nobody, tickets.Nonce(opaque, connection.Id), message);
        var association = found is null || keys is null ? null : new NtlmAssociation(found.Address, opaque, version, options.Pool.Fqdn, keys);

        // From version 4 on the third leg is signed already; a signature that is there must be right.
        if (association is null || (credentials["response"] is not null && !association.Verify(request, credentials)))
        {
            failures.Failed(account, connection.Remote);
            return new SignInOutcome.Again { Failed = account };
        }

        failures.Succeeded(account, connection.Remote);
        return new SignInOutcome.Accepted(association);
    }

    private static SignInOutcome Signed(SipRequest request, AuthParameters credentials, ISipConnection connection)
    {
        // COMPAT: after a restart of the server the client signs with an association nobody has; a bare 401 makes it begin anew.
        if (connection.Security is not NtlmAssociation association || credentials["opaque"] != association.Opaque) return new SignInOutcome.Again();
        return association.Verify(request, credentials) ? new SignInOutcome.Accepted(association) : new SignInOutcome.Violation();
    }

    private string Challenge(ISipConnection connection, int version)
    {
        var opaque = tickets.Issue();
        var host = options.Pool.Fqdn.Split('.')[0].ToUpperInvariant();
        var challenge = new NtlmChallenge(tickets.Nonce(opaque, connection.Id), options.NetBiosDomain, host, options.Domains[0], options.Pool.Fqdn);
        var data = Convert.ToBase64String(challenge.ToBytes());
        var text = $"{NtlmAssociation.Scheme} opaque=\"{opaque}\", gssapi-data=\"{data}\", targetname=\"{options.Pool.Fqdn}\", realm=\"{NtlmAssociation.Realm}\"";
        return version > 2 ? $"{text}, version={version}" : text;
    }

    /// <summary>An association came of that handshake, or of a later one: its AUTHENTICATE message is replayed.</summary>
    private static bool IsUsed(string opaque, ISipConnection connection) =>
        connection.Security is NtlmAssociation now && string.CompareOrdinal(opaque, now.Opaque) <= 0;

    /// <summary>A client without the parameter speaks version 2 ([MS-SIPAE] §2.2).</summary>
    private static int? VersionOf(AuthParameters credentials) => credentials["version"] switch
    {
        null or "2" => 2,
        "3" => 3,
        "4" => 4,
        _ => null,
    };

    private bool IsOurDomain(string domain) =>
        domain.Length == 0 || domain.Equals(options.NetBiosDomain, StringComparison.OrdinalIgnoreCase)
        || options.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase);

    private static bool TryRead(string data, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out NtlmAuthenticate? message)
    {
        message = null;
        var token = new byte[(data.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(data, token, out var length) && NtlmAuthenticate.TryParse(token.AsSpan(0, length), out message, out _);
    }
}
