using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Requests;

/// <summary>
/// What a retransmission, an ACK to a refusal and a CANCEL share with their request (RFC 3261 §17.2.3): the branch, or, where the topmost Via has
/// none that is unique (COMPAT: SIPE inside dialogs), Call-ID, From tag and CSeq number; with sent-by and method.
/// </summary>
/// <param name="Method">ACK is filed under INVITE; CANCEL is a transaction of its own.</param>
public readonly record struct TransactionKey(string Id, string SentBy, SipMethod Method)
{
    private const string MagicCookie = "z9hG4bK";

    public static bool TryOf(SipRequest request, out TransactionKey key)
    {
        key = default;
        var headers = request.Headers;
        if (!Via.TryParse(headers.Get(HeaderNames.Via), out var via)) return false;
        var method = request.Method == SipMethod.Ack ? SipMethod.Invite : request.Method;
        var sentBy = $"{via.Host}:{via.Port}";
        if (via.Branch is { } branch && branch.StartsWith(MagicCookie, StringComparison.OrdinalIgnoreCase))
        {
            key = new TransactionKey(branch, sentBy, method);
            return true;
        }

        if (!CSeq.TryParse(headers.Get(HeaderNames.CSeq), out var cseq) || !NameAddress.TryParse(headers.Get(HeaderNames.From), out var from)) return false;
        key = new TransactionKey($"{headers.Get(HeaderNames.CallId)}\n{from.Tag}\n{cseq.Number}", sentBy, method);
        return true;
    }
}
