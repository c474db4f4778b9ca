using System.Text;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Pipeline;

/// <summary>
/// The pool's client version filter: at each REGISTER of a user who is homed here, and when one of them invites to a session. Who is homed elsewhere is judged there;
/// a client that signs out, and what belongs to a session that runs, is not judged. A client whose REGISTER is refused is signed in no longer.
/// </summary>
public sealed class CheckClientVersion(FrontEndOptions options, ClientVersionPolicy policy, ForestView forest, EndpointTable endpoints, HomeOf homeOf) : ISipStep
{
    /// <summary>More of a User-Agent is not looked at.</summary>
    private const int LongestUserAgent = 512;

    public ValueTask Take(SipContext context, CancellationToken cancel)
    {
        if (policy.IsOpen || context.Connection.Peer is not null || context.Caller is not { } caller) return default;
        var method = context.Request.Method;
        var registers = method == SipMethod.Register && !HeaderBytes.Is(context.Request.Headers, HeaderNames.Expires, "0");
        if (!registers && (method != SipMethod.Invite || Router.HasDialog(context.Request))) return default;
        if (!options.Pool.Fqdn.Equals(forest.Find(caller)?.HomePool, StringComparison.OrdinalIgnoreCase)) return default;

        var verdict = Judge(context.Request);
        if (ClientVersionAnswers.Refuse(verdict, context.Request, options.Pool.Fqdn) is not { } refusal)
        {
            if (registers && verdict.Action == ClientVersionAction.AllowWithUrl) context.OnSuccess = ClientVersionAnswers.Advice(verdict, options.Pool.Fqdn);
            return default;
        }

        if (registers) return SignOut(context, refusal, caller, cancel);
        context.Reply(refusal);
        return default;
    }

    private ClientVersionVerdict Judge(SipRequest request)
    {
        var bytes = request.Headers.GetBytes(HeaderNames.UserAgent).Span;
        if (bytes.Length > LongestUserAgent) bytes = bytes[..LongestUserAgent];
        Span<char> text = stackalloc char[bytes.Length];
        Encoding.Latin1.GetChars(bytes, text);
        return policy.Of(text);
    }

    /// <summary>Who hears of it is signed out already.</summary>
    private async ValueTask SignOut(SipContext context, SipResponse refusal, SipAddress user, CancellationToken cancel)
    {
        try
        {
            foreach (var binding in Bindings.Read(context.Request, user, options.RegistrationExpires).List)
                if (endpoints.Remove(binding.Endpoint)) await homeOf(user).SignOut(binding.Endpoint, null).WaitAsync(cancel);
        }
        finally
        {
            context.Reply(refusal);
        }
    }
}
