using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Requests;

/// <summary>
/// Why a request is refused, in the form clients of this family show: ms-diagnostics and ms-diagnostics-public ([MS-OCER] §2.2.1) with a
/// number and one sentence.
/// </summary>
public sealed record Refusal(int Status, int Code, string Sentence)
{
    public static readonly Refusal UnknownUser = new(404, 4005, "The user does not exist or is not enabled for SIP");
    public static readonly Refusal OtherDomain = new(404, 1003, "The address is not of this organisation, and there is no federation");
    public static readonly Refusal NotEnabled = new(480, 4005, "The user is not enabled for SIP");
    public static readonly Refusal Unassigned = new(480, 4006, "The user is not assigned to a pool");
    public static readonly Refusal NotSignedIn = new(480, 15030, "The user is not signed in or does not take calls and messages now");
    public static readonly Refusal EndpointGone = new(480, 15030, "The device that was called is no longer signed in");
    public static readonly Refusal DialogGone = new(481, 15030, "The device of this conversation is no longer signed in; start a new one");
    public static readonly Refusal PoolUnreachable = new(504, 1025, "The user's pool cannot be reached now");
    public static readonly Refusal NoSuchApplication = new(404, 4005, "There is no such conference or application here");
    public static readonly Refusal UnknownRoute = new(404, 1003, "The route names a server that is not in this forest");
    public static readonly Refusal NothingHere = new(404, 4005, "The server itself does not take this request; it is for a user");
    public static readonly Refusal NotYours = new(403, 4004, "The From address is not the one that signed in");

    /// <summary>The refusal as a response; <paramref name="source"/> is the FQDN of the server that refuses.</summary>
    public SipResponse ToResponse(SipRequest request, string source)
    {
        var response = SipResponse.To(request, Status, toTag: NewTag());
        var text = $"{Code};reason=\"{Sentence}\";source=\"{source}\"";
        response.Headers.Add(HeaderNames.MsDiagnostics, text);
        response.Headers.Add(HeaderNames.MsDiagnosticsPublic, $"{Code};reason=\"{Sentence}\"");
        return response;
    }

    /// <summary>A fresh tag for To or From (RFC 3261 §19.3).</summary>
    public static string NewTag() => Tags.Next();
}
