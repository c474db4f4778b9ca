using System.Security.Cryptography;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Transactions;

/// <summary>
/// What a retransmission, an ACK to a refusal and a response share with their request (RFC 3261 §17.1.3, §17.2.3): the branch, or, where
/// the topmost Via has none that is unique (RFC 2543; COMPAT: SIPE inside dialogs), Call-ID, From tag and CSeq number; with sent-by and method.
/// The other side chooses all of it: who serves several peers keeps the keys of each apart.
/// </summary>
/// <param name="SentBy"><c>host:port</c> in lower case, the port left out when it is not written.</param>
/// <param name="Method">ACK is filed under INVITE; CANCEL is a transaction of its own.</param>
public readonly record struct TransactionKey(string Id, string SentBy, SipMethod Method)
{
    public const string MagicCookie = "z9hG4bK";

    /// <summary>A branch that nobody else makes (RFC 3261 §8.1.1.7).</summary>
    public static string NewBranch() => MagicCookie + RandomNumberGenerator.GetHexString(20, lowercase: true);

    /// <summary>The server transaction that a request belongs to. False when Via, or without a unique branch CSeq or From, can't be read.</summary>
    public static bool TryOf(SipRequest request, out TransactionKey key) =>
        TryOf(request.Headers, request.Method == SipMethod.Ack ? SipMethod.Invite : request.Method, out key);

    /// <summary>The transaction that a CANCEL is to end (RFC 3261 §9.2).</summary>
    public static bool TryOfCancelled(SipRequest cancel, out TransactionKey key) => TryOf(cancel.Headers, SipMethod.Invite, out key);

    /// <summary>The client transaction that a response belongs to: ours is the topmost Via, the method is in CSeq.</summary>
    public static bool TryOf(SipResponse response, out TransactionKey key)
    {
        key = default;
        return CSeq.TryParse(response.Headers.Get(HeaderNames.CSeq), out var sequence) && TryOf(response.Headers, sequence.Method, out key);
    }

    private static bool TryOf(SipHeaders headers, SipMethod method, out TransactionKey key)
    {
        key = default;
        if (!Via.TryParse(headers.Get(HeaderNames.Via), out var via)) return false;
        var host = via.Host.ToLowerInvariant();
        var sentBy = via.Port is { } port ? $"{host}:{port}" : host;
        // RFC 4475 §3.2.1: the cookie with nothing behind it names nothing.
        if (via.Branch is { } branch && branch.Length > MagicCookie.Length && branch.StartsWith(MagicCookie, StringComparison.OrdinalIgnoreCase))
        {
            // RFC 3261 §7.3.1: parameter values without quotes are compared without case.
            key = new TransactionKey(branch.ToLowerInvariant(), sentBy, method);
            return true;
        }

        if (!CSeq.TryParse(headers.Get(HeaderNames.CSeq), out var sequence) || !NameAddress.TryParse(headers.Get(HeaderNames.From), out var from)) return false;
        key = new TransactionKey($"{headers.Get(HeaderNames.CallId)}\n{from.Tag}\n{sequence.Number}", sentBy, method);
        return true;
    }
}
