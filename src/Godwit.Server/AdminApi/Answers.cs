using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Godwit.Server.AdminApi;

/// <summary>Problems of the admin API: RFC 9457, with one clear sentence as detail.</summary>
internal static class Answers
{
    public static IResult Problem(int status, string sentence) =>
        TypedResults.Problem(detail: sentence, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status));

    public static IResult NoSuchUser(string address) => Problem(404, $"There is no user {address}");

    public static IResult NoSuchPool(string fqdn) => Problem(404, $"There is no pool {fqdn}; 'godwit pool list' shows those there are");

    public static IResult NoSuchMove(string id) => Problem(404, $"There is no move {id}; 'godwit move list' shows those there are");

    /// <summary>A name that no pool has, or a pool that nobody here can ask.</summary>
    public static IResult NoPoolHere(string fqdn, ForestView forest) =>
        forest.FindPool(fqdn) is null ? NoSuchPool(fqdn) : Problem(409, $"The pool {fqdn} does not run on this host: its configuration does not name it, or says that it runs elsewhere");

    public static IResult NoDomainHere(string domain, ForestSettings settings) => Problem(400, $"{domain} is not a SIP domain of this forest; its domains are: {string.Join(", ", settings.Domains)}");

    public static IResult NoAddress(string text) => Problem(400, $"'{text}' is not a SIP address like alice@example.org");
}
