using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Godwit.Scenarios.Forests;

namespace Godwit.Scenarios.Webhooks;

/// <summary>Another program on this host that takes notices, or refuses them.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener _http = new();
    private readonly ConcurrentDictionary<string, Channel<Notice>> _came = new();
    private readonly Task _running;

    public Receiver()
    {
        Url = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}/godwit");
        _http.Prefixes.Add($"{Url}/");
        _http.Start();
        _running = Run();
    }

    public Uri Url { get; }

    /// <summary>What it answers from now on.</summary>
    public int Answers { get; set; } = 204;

    /// <summary>The next of this event.</summary>
    public Task<Notice> Next(string what, CancellationToken cancel) => Of(what).Reader.ReadAsync(cancel).AsTask();

    public async ValueTask DisposeAsync()
    {
        _http.Stop();
        await _running;
        _http.Close();
    }

    private Channel<Notice> Of(string what) => _came.GetOrAdd(what, _ => Channel.CreateUnbounded<Notice>());

    private async Task Run()
    {
        while (_http.IsListening)
        {
            try
            {
                var call = await _http.GetContextAsync();
                using var body = new StreamReader(call.Request.InputStream, Encoding.UTF8);
                var text = await body.ReadToEndAsync();
                var answered = Answers;
                var notice = new Notice(text, call.Request.Headers["Godwit-Timestamp"] ?? "", call.Request.Headers["Godwit-Signature"] ?? "", answered);
                Of(notice.Json.GetProperty("event").GetString()!).Writer.TryWrite(notice);
                call.Response.StatusCode = answered;
                call.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException && !_http.IsListening)
            {
                return;
            }
        }
    }

    internal sealed record Notice(string Body, string Timestamp, string Signature, int Answered)
    {
        public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

        public string Id => Json.GetProperty("id").GetString()!;
    }
}
