using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Godwit.Server.UserFiles;

/// <summary>The form of an order with a file: the order, then the file, which goes into a temporary file beside the data and is gone when that is closed.</summary>
internal static class UploadedFile
{
    public static async Task<(T? Order, Stream? File)> Receive<T>(HttpRequest request, string folder, JsonTypeInfo<T> type, CancellationToken cancel) where T : class
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var media) || HeaderUtilities.RemoveQuotes(media.Boundary).Value is not { Length: > 0 } boundary) return (null, null);
        var form = new MultipartReader(boundary, request.Body) { BodyLengthLimit = null };
        if (await form.ReadNextSectionAsync(cancel) is not { } head || Name(head) != "order") return (null, null);
        var order = await Order(head.Body, type, cancel);
        if (await form.ReadNextSectionAsync(cancel) is not { } body || Name(body) != "file") return (null, null);
        var file = new FileStream(
            Path.Combine(folder, $"import-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 128 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await body.Body.CopyToAsync(file, cancel);
            file.Position = 0;
            return (order, file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<T?> Order<T>(Stream json, JsonTypeInfo<T> type, CancellationToken cancel) where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(json, type, cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Name(MultipartSection section) => section.GetContentDispositionHeader() is { } header ? HeaderUtilities.RemoveQuotes(header.Name).Value : null;
}
