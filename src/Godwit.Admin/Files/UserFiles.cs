using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Godwit.Admin.Moves;

namespace Godwit.Admin.Files;

/// <summary>Exports and imports of users' data, as streams in both directions.</summary>
public sealed class UserFiles
{
    /// <summary>How many users the export has.</summary>
    public const string CountHeader = "Godwit-Users";

    private readonly AdminClient _client;

    internal UserFiles(AdminClient client) => _client = client;

    /// <summary>Writes the export to the stream; how many users it has. <paramref name="progress"/> gets the bytes so far.</summary>
    public async Task<long> Export(ExportOrder order, Stream to, Action<long> progress, CancellationToken cancel)
    {
        var query = new StringBuilder("/api/v1/export?format=").Append(Uri.EscapeDataString(order.Format));
        if (order.Pool.Length > 0) query.Append("&pool=").Append(Uri.EscapeDataString(order.Pool));
        foreach (var user in order.Users) query.Append("&user=").Append(Uri.EscapeDataString(user));
        using var request = new HttpRequestMessage(HttpMethod.Get, query.ToString());
        using var response = await _client.Open(request, cancel);
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[64 * 1024];
        for (var total = 0L; await _client.Next(body.ReadAsync(buffer, cancel).AsTask(), cancel) is > 0 and var read;)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            progress(total += read);
        }
        return response.Headers.TryGetValues(CountHeader, out var count) ? long.Parse(count.Single(), CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Sends the file; then what the server says of it, the last being the result.</summary>
    public async IAsyncEnumerable<ImportEventView> Import(ImportOrder order, Stream file, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var content = Form(order, AdminJson.Default.ImportOrder, file);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/import") { Content = content };
        using var response = await _client.Open(request, cancel);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancel), Encoding.UTF8);
        while (await _client.Next(lines.ReadLineAsync(cancel).AsTask(), cancel) is { } line)
            if (JsonSerializer.Deserialize(line, AdminJson.Default.ImportEventView) is { } said) yield return said;
    }

    /// <summary>Sends the file with the order; the move has begun then.</summary>
    public async Task<ForcedMoveView> Move(ForceMove order, Stream file, CancellationToken cancel)
    {
        using var content = Form(order, AdminJson.Default.ForceMove, file);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/moves/forced") { Content = content };
        using var response = await _client.Open(request, cancel);
        return await response.Content.ReadFromJsonAsync(AdminJson.Default.ForcedMoveView, cancel) ?? throw new AdminException((int)response.StatusCode, "The server sent an empty answer");
    }

    private static MultipartFormDataContent Form<T>(T order, JsonTypeInfo<T> type, Stream file) => new()
    {
        { new StringContent(JsonSerializer.Serialize(order, type), Encoding.UTF8, "application/json"), "order" },
        { new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", "file" },
    };
}
