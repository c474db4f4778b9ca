using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Godwit.Admin;
using Godwit.Admin.Files;
using Godwit.Files;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.UserFiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/export and /api/v1/import: users' data as files, streamed in both directions.</summary>
internal static class FilesApi
{
    /// <summary>The shell takes a server for dead that is silent for some seconds (AdminClient).</summary>
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(2);

    public static void MapFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/export", Export);
        api.MapPost("/import", Import);
    }

    private static async Task<IResult> Export(string format, string? pool, string[]? user, HttpContext context, UserExport export, ForestView forest, Acts acts, CancellationToken cancel)
    {
        if (FileFormats.Named(format) is not { } kind) return Answers.Problem(400, $"'{format}' is no format; the formats are {FileFormats.Names}");
        if (pool is not null && forest.FindPool(pool) is null) return Answers.NoSuchPool(pool);
        var named = new List<SipAddress>();
        foreach (var text in user ?? [])
        {
            if (!SipAddress.TryParse(text, out var address)) return Answers.NoAddress(text);
            named.Add(address);
        }
        var (users, problem) = await export.Find(pool, named, cancel);
        if (problem is not null) return Answers.Problem(404, problem);
        acts.Done(context, "users.export", pool ?? (named.Count > 0 ? string.Join(", ", named.Take(10)) : "all"), string.Create(CultureInfo.InvariantCulture, $"{users.Count} users, {format}"));
        context.Response.Headers[Admin.Files.UserFiles.CountHeader] = users.Count.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Stream(to => export.Write(users, kind, to, cancel), "application/octet-stream");
    }

    private static async Task<IResult> Import(HttpContext context, UserImport import, ForestView forest, ForestSettings settings, TimeProvider time, IHostApplicationLifetime host, Acts acts, CancellationToken cancel)
    {
        // The file goes to disk as it comes, whatever its size.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var (order, file) = await UploadedFile.Receive(context.Request, settings.DataFolder, AdminJson.Default.ImportOrder, cancel);
        if (order is null || file is null) return Answers.Problem(400, "An import is a form with the parts order (JSON) and file, in this order");
        context.Response.RegisterForDispose(file);
        var (plan, problem) = ImportPlan.Of(order, file, forest);
        if (plan is null) return Answers.Problem(400, problem);
        return TypedResults.Stream(async to =>
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, host.ApplicationStopping);
            var said = Channel.CreateBounded<ImportEventView>(256);
            var run = Run(import, file, plan, said.Writer, end.Token);
            ImportView? result = null;
            try
            {
                result = await Tell(said.Reader, to, time, end.Token);
            }
            finally
            {
                // Nobody listens any more, or all is said: the file is closed only when nobody reads it.
                await end.CancelAsync();
                await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!plan.Test) Record(acts, context, plan, result);
            }
        }, "application/x-ndjson");
    }

    private static void Record(Acts acts, HttpContext context, ImportPlan plan, ImportView? result)
    {
        var format = FileFormats.Name(plan.Format);
        if (result is null) acts.Refused(context, "users.import", format, "It was ended before the end of the file; what had been taken in stays");
        else acts.Done(context, "users.import", format, string.Create(CultureInfo.InvariantCulture, $"{result.Mode}: {result.Imported} of {result.Users} users changed, {result.Added} added, {result.Skipped} skipped{(result.Problem.Length > 0 ? "; " + result.Problem : "")}"));
    }

    private static async Task Run(UserImport import, Stream file, ImportPlan plan, ChannelWriter<ImportEventView> said, CancellationToken cancel)
    {
        Exception? fault = null;
        try
        {
            await Task.Run(() => import.Run(file, plan, e => said.WriteAsync(e, cancel), cancel), cancel);
        }
        catch (Exception e)
        {
            fault = e;
            throw;
        }
        finally
        {
            said.TryComplete(fault);
        }
    }

    /// <summary>A line for each thing that is said, and the last progress again when nothing is said for a while.</summary>
    private static async Task<ImportView?> Tell(ChannelReader<ImportEventView> said, Stream to, TimeProvider time, CancellationToken cancel)
    {
        ImportView? result = null;
        var last = new ImportEventView(Progress: new ImportProgressView(0, 0, 0, 0));
        while (true)
        {
            var ready = said.WaitToReadAsync(cancel).AsTask();
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            while (await Task.WhenAny(ready, Task.Delay(AtLeastEvery, time, quiet.Token)) != ready && !cancel.IsCancellationRequested)
                await Line(to, last, cancel);
            await quiet.CancelAsync();
            if (!await ready) return result;
            while (said.TryRead(out var next))
            {
                if (next.Progress is not null) last = next;
                result = next.Result ?? result;
                await Line(to, next, cancel);
            }
            await to.FlushAsync(cancel);
        }
    }

    private static async Task Line(Stream to, ImportEventView said, CancellationToken cancel)
    {
        await JsonSerializer.SerializeAsync(to, said, AdminJson.Default.ImportEventView, cancel);
        await to.WriteAsync("\n"u8.ToArray(), cancel);
        if (said.Skip is null) await to.FlushAsync(cancel);
    }
}
