using Godwit.FrontEnd.Documents;
using Godwit.Pool.Users;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.PageMode;

/// <summary>A session of a client of the family with a user who has plain clients, as a value.</summary>
/// <param name="Dialog">As the side that was called has it.</param>
/// <param name="Caller">Who writes in it.</param>
/// <param name="User">To whom.</param>
/// <param name="IsShared">A client of the family took it: this server only listens, for the plain ones. Otherwise this server took it for these.</param>
public sealed record PageSession(Dialog Dialog, SipAddress Caller, SipAddress User, SessionOffer Offer, bool IsShared)
{
    public static readonly IReadOnlyList<SipMethod> Methods = [SipMethod.Ack, SipMethod.Bye, SipMethod.Info, SipMethod.Invite, SipMethod.Message, SipMethod.Update];

    /// <summary>
    /// What a request in a session that this server took comes to. COMPAT: SIPE begins to count CSeq anew behind its INVITE, so it is not looked at here.
    /// </summary>
    public static SessionStep Take(SipRequest request) => request.Method.Name switch
    {
        "MESSAGE" => SessionMessage.Read(request.Headers.Get(HeaderNames.ContentType), request.Body) switch
        {
            SessionMessage.Words words => new SessionStep.Page(words.ToBody()),
            SessionMessage.Sign => new SessionStep.Answer(200),
            _ => new SessionStep.Answer(415),
        },
        // Somebody types: plain clients are not told.
        "INFO" or "UPDATE" => new SessionStep.Answer(200),
        "INVITE" => new SessionStep.Renew(),
        "BYE" => new SessionStep.End(),
        _ => new SessionStep.Answer(405),
    };

    /// <summary>What is to be copied for the plain clients out of a session that a client of the family took; null: nothing.</summary>
    public static MimeBody? Copied(SipRequest request) =>
        request.Method == SipMethod.Message && SessionMessage.Read(request.Headers.Get(HeaderNames.ContentType), request.Body) is SessionMessage.Words words ? words.ToBody() : null;
}
