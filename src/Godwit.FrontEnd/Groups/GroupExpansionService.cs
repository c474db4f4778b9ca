using Godwit.FrontEnd.Documents;
using Godwit.Pool.Users;
using Microsoft.AspNetCore.Http;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Godwit.FrontEnd.Groups;

/// <summary>
/// Says who is in a distribution group, to the pool's own users, over HTTPS ([MS-DLX] in purpose and address). Every request proves its user; what it may ask and
/// what it is answered is bounded.
/// </summary>
public sealed class GroupExpansionService(FrontEndOptions options, WebSignIn signIn, IGroupDirectory groups, ForestView forest) : IDisposable
{
    public const string Path = "/GroupExpansion/service.asmx";

    private const int MaxBody = 16 * 1024;

    /// <summary>Expansions at a time: each reads the directory, and signing in over SIP goes before.</summary>
    private const int AtOnce = 8;

    private readonly SemaphoreSlim _free = new(AtOnce);

    public void Dispose() => _free.Dispose();

    public async Task Handle(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.Path.Equals(Path, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (await signIn.Check(context) is null) return;
        if (!await _free.WaitAsync(0, context.RequestAborted))
        {
            context.Response.Headers.RetryAfter = "1";
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            await Answer(context);
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task Answer(HttpContext context)
    {
        if (await Body(context) is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        if (!SafeXml.TryRead(body, out var root, out var problem)) await Fault(context, problem);
        else if (GroupExpansionXml.Read(root) is not { } asked) await Fault(context, "Ask by a SOAP envelope with an operation that holds a group's mail address");
        else
        {
            var group = await groups.Find(asked.Mail, context.RequestAborted);
            var expansion = group is null ? null : await GroupExpansion.Of(groups, group, options.MaxGroupSizeToExpand, context.RequestAborted);
            // Who is not enabled can't be called: clients are told of those who can.
            var users = (expansion?.Users ?? []).Select(forest.Find).OfType<DirectoryUser>().Where(u => u.Enabled);
            await Send(context, StatusCodes.Status200OK, GroupExpansionXml.Write(asked.Operation, group, expansion, users));
        }
    }

    /// <summary>Null when it is longer than any question.</summary>
    private static async Task<byte[]?> Body(HttpContext context)
    {
        var buffer = new byte[MaxBody + 1];
        try
        {
            var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
            return length > MaxBody ? null : buffer[..length];
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }

    private static Task Fault(HttpContext context, string sentence) => Send(context, StatusCodes.Status400BadRequest, GroupExpansionXml.Fault(sentence));

    private static async Task Send(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = GroupExpansionXml.MediaType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
