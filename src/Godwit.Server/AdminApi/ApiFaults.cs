using Godwit.Moves;
using Godwit.Pool.BackEnds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Godwit.Server.AdminApi;

/// <summary>What no endpoint has answered, as a problem in words.</summary>
internal static class ApiFaults
{
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Fault, AllowStatusCode404Response = true, SuppressDiagnosticsCallback = c => IsForeseen(c.Exception) });
        app.UseStatusCodePages(c => Bare(c.HttpContext).ExecuteAsync(c.HttpContext));
    }

    /// <summary>A status that the framework gave without a word.</summary>
    private static IResult Bare(HttpContext context) => context.Response.StatusCode switch
    {
        404 => Answers.Problem(404, $"There is nothing at {context.Request.Path}"),
        405 => Answers.Problem(405, $"{context.Request.Path} does not take {context.Request.Method}"),
        415 => Answers.Problem(415, "The body is to be JSON: Content-Type: application/json"),
        var status => Answers.Problem(status, $"The request was not taken ({status})"),
    };

    private static bool IsForeseen(Exception fault) => fault is BadHttpRequestException or BackEndUnavailableException or PoolUnavailableException;

    /// <summary>The only catch-all of the API.</summary>
    private static Task Fault(HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = fault switch
        {
            BadHttpRequestException { InnerException: System.Text.Json.JsonException json } => Answers.Problem(400, $"The body is not the JSON that is expected here: {json.Message}"),
            BadHttpRequestException bad => Answers.Problem(bad.StatusCode, bad.Message),
            BackEndUnavailableException or PoolUnavailableException => Answers.Problem(503, fault.Message),
            _ => Answers.Problem(500, "The server failed at this; its log says more"),
        };
        return problem.ExecuteAsync(context);
    }
}
