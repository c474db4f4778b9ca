using System.Globalization;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.PageMode;

/// <summary>A MESSAGE that stands alone (RFC 3428 §4), made of one inside a session; and what its answer is inside the session. Pure.</summary>
public static class Page
{
    /// <summary>A client that hears these would sign or ask again, or go elsewhere; to none of that a session leads.</summary>
    private static bool IsForUs(int status) => status is >= 300 and < 400 or 401 or 407;

    /// <param name="uri">Whom it goes to.</param>
    public static SipRequest Write(SipRequest inSession, string uri, MimeBody body)
    {
        var from = NameAddress.TryParse(inSession.Headers.Get(HeaderNames.From), out var name) ? new NameAddress(name.DisplayName, name.Uri, []) : null;
        var headers = new SipHeaders
        {
            { HeaderNames.From, (from?.With("tag", Refusal.NewTag()))?.ToString() ?? inSession.Headers.Get(HeaderNames.From)! },
            { HeaderNames.To, $"<{uri}>" },
            { HeaderNames.CallId, Refusal.NewTag() + Refusal.NewTag() },
            { HeaderNames.CSeq, "1 MESSAGE" },
            { HeaderNames.MaxForwards, inSession.Headers.Get(HeaderNames.MaxForwards) ?? 70.ToString(CultureInfo.InvariantCulture) },
        };
        // What another pool has said of the sender stays said.
        foreach (var line in inSession.Headers)
            if (line.Is(HeaderNames.PAssertedIdentity)) headers.Add(line);
        headers.Add(body.TypeLine);
        return new SipRequest(SipMethod.Message, uri, headers, body.Bytes);
    }

    /// <summary>Null while there is no final answer.</summary>
    public static SipResponse? Answer(SipRequest inSession, SipResponse toPage)
    {
        if (!toPage.IsFinal) return null;
        var response = IsForUs(toPage.Status) ? SipResponse.To(inSession, 500) : SipResponse.To(inSession, toPage.Status, toPage.Reason);
        foreach (var line in toPage.Headers)
            if (line.Is(HeaderNames.MsDiagnostics) || line.Is(HeaderNames.MsDiagnosticsPublic) || line.Is(HeaderNames.Warning) || line.Is(HeaderNames.RetryAfter)) response.Headers.Add(line);
        return response;
    }
}
