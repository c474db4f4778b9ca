using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Godwit.Server.AdminApi;

/// <summary>Problems of the admin API: RFC 9457, with one clear sentence as detail.</summary>
internal static class Answers
{
    public static IResult Problem(int status, string sentence) =>
        TypedResults.Problem(detail: sentence, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status));

    public static IResult NoSuchUser(string address) => Problem(404, $"There is no user {address}");

    public static IResult NoSuchPool(string fqdn) => Problem(404, $"There is no pool {fqdn}");

    public static IResult NoAddress(string text) => Problem(400, $"'{text}' is not a SIP address like alice@example.org");
}
