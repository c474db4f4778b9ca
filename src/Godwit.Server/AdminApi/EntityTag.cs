using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Godwit.Server.AdminApi;

/// <summary>RFC 9110 entity tags: a number that rises with every change.</summary>
internal static class EntityTag
{
    public static void Say(HttpContext context, long revision) => context.Response.GetTypedHeaders().ETag = new EntityTagHeaderValue(Text(revision));

    /// <summary>Null: the caller does not care. A tag that no revision can have gives -1: nothing matches it.</summary>
    public static long? Asked(HttpContext context)
    {
        var asked = context.Request.GetTypedHeaders().IfMatch;
        if (asked.Count == 0 || asked.Any(t => t.Equals(EntityTagHeaderValue.Any))) return null;
        return asked is [{ IsWeak: false } tag] && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1;
    }

    /// <summary>So that the description says it, too.</summary>
    public static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new ConditionalChange());

    public static IResult Changed(string what) => Answers.Problem(412, $"{what} was changed meanwhile by somebody else; read it again, then decide");

    private static string Text(long revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");
}

/// <summary>An endpoint that heeds If-Match.</summary>
internal sealed record ConditionalChange;
