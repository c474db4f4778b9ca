using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Godwit.Console.Files;

/// <summary>What the browser fetches: styles, scripts and pictures of this assembly, of Fluent UI and of Blazor, by path.</summary>
internal static class ConsoleFiles
{
    private static readonly FrozenDictionary<string, Lazy<ConsoleFile>> Files = typeof(ConsoleFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith('/')).ToFrozenDictionary(n => n, n => new Lazy<ConsoleFile>(() => ConsoleFile.Read(n)));

    public static void MapConsoleFiles(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, file) in Files) routes.MapGet(path, (HttpContext context) => Send(context, file.Value));
    }

    /// <summary>A path stays when the file behind it changes with a new version, so the browser asks each time whether it has; the answer is short.</summary>
    private static FileContentHttpResult Send(HttpContext context, ConsoleFile file)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Accept-Encoding";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var packed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (packed) context.Response.Headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(packed ? file.Packed : file.Plain, file.Type, entityTag: new EntityTagHeaderValue($"\"{file.Hash}{(packed ? "-g" : "")}\""));
    }
}

internal sealed record ConsoleFile(byte[] Plain, byte[] Packed, string Hash, string Type)
{
    public static ConsoleFile Read(string name)
    {
        using var stream = typeof(ConsoleFile).Assembly.GetManifestResourceStream(name)!;
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(plain.GetBuffer(), 0, (int)plain.Length);
        var bytes = plain.ToArray();
        return new ConsoleFile(bytes, packed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(bytes))[..16], TypeOf(Path.GetExtension(name)));
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
