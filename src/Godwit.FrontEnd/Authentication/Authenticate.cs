using System.Globalization;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Authentication;

/// <summary>
/// Who is asking? REGISTER signs in; everything else needs a connection that is signed in, and a signature where the session has
/// keys. Afterwards <see cref="SipContext.Caller"/> is the user in From, proved.
/// </summary>
public sealed partial class Authenticate(
    FrontEndOptions options, ForestView forest, NtlmSignIn ntlm, DigestSignIn digest, AuthenticationOffers offers, SignInInstruments instruments, ILogger<Authenticate> log) : ISipStep
{
    public ValueTask Take(SipContext context, CancellationToken cancel)
    {
        var request = context.Request;
        if (context.Connection.Peer is not null)
        {
            context.Caller = NamedUser.Asserted(request);
            return default;
        }

        if (NamedUser.From(request) is not { } from) Refuse(context, SignInRefusals.NoFrom);
        else if (options.Unauthenticated) context.Caller = from;
        else if (request.Method == SipMethod.Register) return SignIn(context, from, cancel);
        else return CheckSession(context, from, cancel);
        return default;
    }

    private async ValueTask SignIn(SipContext context, SipAddress from, CancellationToken cancel)
    {
        if (forest.Find(from) is null)
        {
            Refuse(context, SignInRefusals.Unknown(from));
            return;
        }

        Answer(context, from, await Check(context, cancel));
    }

    private ValueTask<SignInOutcome> Check(SipContext context, CancellationToken cancel)
    {
        var request = context.Request;
        if (!AuthParameters.TryParse(request.Headers.Get(HeaderNames.Authorization), out var credentials)) return new(new SignInOutcome.Again());
        if (credentials.IsScheme(NtlmAssociation.Scheme)) return ntlm.Take(request, credentials, context.Connection, cancel);
        if (credentials.IsScheme(DigestSignIn.Scheme)) return digest.Take(request, credentials, context.Connection, cancel);
        return new(new SignInOutcome.Again());
    }

    private void Answer(SipContext context, SipAddress from, SignInOutcome outcome)
    {
        switch (outcome)
        {
            case SignInOutcome.Accepted accepted:
                Accept(context, from, accepted.Association);
                break;
            case SignInOutcome.Challenge challenge:
                context.Reply(offers.Challenge(context.Request, [challenge.Value]));
                break;
            case SignInOutcome.Refused refused:
                Refuse(context, refused.Refusal, refused.RetryAfter);
                break;
            case SignInOutcome.Violation:
                End(context, from);
                break;
            case SignInOutcome.Again again:
                if (again.Failed is { } account) Count(account, context.Connection);
                context.Reply(offers.All(context.Request, again.Stale));
                break;
        }
    }

    private void Accept(SipContext context, SipAddress from, ISecurityAssociation association)
    {
        var user = association.User;
        // RFC 3261 §10.3: the address that is registered is the one in To.
        if (from != user || NamedUser.To(context.Request) != user)
        {
            instruments.Failed("address");
            OtherAddress(user, from, context.Connection.Remote);
            Refuse(context, SignInRefusals.NotYours(user));
        }
        else if (!TryAttach(context.Connection, association))
        {
            Refuse(context, SignInRefusals.Occupied(context.Connection.Security!.User));
        }
        else
        {
            context.Caller = user;
        }
    }

    private static bool TryAttach(ISipConnection connection, ISecurityAssociation association)
    {
        if (connection.Security is DigestAssociation flow && association is DigestAssociation) return flow.Join(association.User);
        if (connection.Security is { } before && before.User != association.User) return false;
        connection.Security = association;
        return true;
    }

    /// <summary>Never challenges a client of the family: with NTLM it would sign and send again without end (protocol trap 14).</summary>
    private async ValueTask CheckSession(SipContext context, SipAddress from, CancellationToken cancel)
    {
        var (request, session) = (context.Request, context.Connection.Security);
        var stale = false;
        var credentials = DigestIn(request);
        if (session is null or DigestAssociation && credentials is not null)
        {
            var outcome = await digest.Take(request, credentials, context.Connection, cancel);
            if (outcome is SignInOutcome.Refused refused) Refuse(context, refused.Refusal, refused.RetryAfter);
            else if (outcome is SignInOutcome.Again { Failed: { } account })
            {
                Count(account, context.Connection);
                Refuse(context, SignInRefusals.WrongPassword);
            }
            else if (outcome is SignInOutcome.Accepted accepted && (accepted.Association.User != from || !TryAttach(context.Connection, accepted.Association)))
                Refuse(context, SignInRefusals.NotYours(accepted.Association.User));
            else if (outcome is SignInOutcome.Again again) stale = again.Stale;
            if (context.Answered) return;
            session = context.Connection.Security;
        }

        switch (session)
        {
            case null when (credentials is null || stale) && offers.ForPlain(request, stale) is { } challenge:
                context.Reply(challenge);
                break;
            case null:
                Refuse(context, SignInRefusals.NotSignedIn);
                break;
            case NtlmAssociation when !request.Headers.Has(HeaderNames.Authorization):
                Refuse(context, SignInRefusals.NotSigned);
                break;
            case not null when !session.Verify(request):
                End(context, session.User);
                break;
            case not null when session is DigestAssociation flow ? !flow.Holds(from) : session.User != from:
                Refuse(context, SignInRefusals.NotYours(session.User));
                break;
            default:
                context.Caller = from;
                break;
        }
    }

    private static AuthParameters? DigestIn(SipRequest request)
    {
        foreach (var name in (string[])[HeaderNames.Authorization, HeaderNames.ProxyAuthorization])
            if (AuthParameters.TryParse(request.Headers.Get(name), out var credentials) && credentials.IsScheme(DigestSignIn.Scheme)) return credentials;
        return null;
    }

    private void Refuse(SipContext context, Refusal refusal, TimeSpan? retryAfter = null)
    {
        var response = refusal.ToResponse(context.Request, options.Pool.Fqdn);
        if (retryAfter is { } wait) response.Headers.Add(HeaderNames.RetryAfter, Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        context.Reply(response);
    }

    private void Count(string account, ISipConnection connection)
    {
        instruments.Failed("password");
        WrongPassword(account, connection.Remote);
    }

    private void End(SipContext context, SipAddress user)
    {
        instruments.Failed("signature");
        BadSignature(user, context.Request.Method.Name, context.Connection.Remote);
        context.HandOver();
        context.Connection.Close(ConnectionEnd.SecurityViolation);
    }
}
