using System.Text;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.ClientVersions;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Clients;

/// <summary>
/// What a client hears of the client version filter ([MS-SIPREGE] §3.4.2.5): the Warning with the number it reads, and ms-diagnostics of the range 17000
/// with the application's name ([MS-OCER] §8.16). Of the Warning codes 310, 312, 313 and 314 are documented; 311 for a refusal with URL is what is left between them.
/// </summary>
public static class ClientVersionAnswers
{
    /// <summary>[MS-SIPREGE] §3.4.2.5.3; clients look for this text.</summary>
    public const string NotRecommended = "You are currently not using the recommended version of the client";

    public static readonly Refusal Blocked =
        new(403, 17002, "Invalid protocol client version: this version of the client may not be used here, ask your administrator which one may");

    public static readonly Refusal BlockedWithUrl =
        new(403, 17003, "Declined with URL: this version of the client may not be used here, get the one at the address in Warning");

    /// <summary>What a pool says of this verdict: the code of ms-diagnostics and the Warning; null of a plain Allow.</summary>
    public static (Refusal Reason, string Warning)? Of(ClientVersionVerdict verdict) => verdict.Action switch
    {
        ClientVersionAction.Block => (Blocked, $"310 lcs.microsoft.com \"{NotRecommended}\""),
        ClientVersionAction.BlockWithUrl => (BlockedWithUrl, $"311 lcs.microsoft.com \"{verdict.Url}\""),
        ClientVersionAction.AllowWithUrl => (AllowedWithUrl, $"313 lcs.microsoft.com \"{verdict.Url}\""),
        _ => null,
    };

    /// <summary>The refusal; null when the client is let in.</summary>
    public static SipResponse? Refuse(ClientVersionVerdict verdict, SipRequest request, string pool)
    {
        if (!verdict.IsBlocked || Of(verdict) is not { } answer) return null;
        var response = SipResponse.To(request, answer.Reason.Status, toTag: Refusal.NewTag());
        foreach (var line in Lines(answer.Reason, answer.Warning, pool)) response.Headers.Add(line);
        response.Headers.Add(HeaderNames.MsDiagnosticsPublic, $"{answer.Reason.Code};reason=\"{answer.Reason.Sentence}\"");
        return response;
    }

    /// <summary>What a 200 says in addition ([MS-SIPREGE] §3.4.2.5.5); none of a plain Allow.</summary>
    public static IReadOnlyList<SipHeader> Advice(ClientVersionVerdict verdict, string pool) =>
        !verdict.IsBlocked && Of(verdict) is { } answer ? Lines(answer.Reason, answer.Warning, pool) : [];

    private static readonly Refusal AllowedWithUrl = new(200, 17004, "Allowed with URL: a newer version of the client is at the address in Warning");

    private static SipHeader[] Lines(Refusal reason, string warning, string pool) =>
    [
        new(HeaderNames.Warning, Encoding.UTF8.GetBytes(warning)),
        new(HeaderNames.MsDiagnostics, Encoding.UTF8.GetBytes($"{reason.Code};reason=\"{reason.Sentence}\";source=\"{pool}\";appName=\"ClientVersionFilter\"")),
    ];
}
