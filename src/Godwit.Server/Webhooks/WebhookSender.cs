using System.Globalization;
using System.Text;
using Godwit.Moves.Notices;
using Godwit.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Webhooks;

/// <summary>Owns the loop that posts the outbox to its receivers: each notice at least once, or until it is too old.</summary>
public sealed partial class WebhookSender : IAsyncDisposable
{
    private const int AtATime = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly IOutbox _outbox;
    private readonly Dictionary<string, WebhookSettings> _hooks;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _running;

    private WebhookSender(IOutbox outbox, IReadOnlyList<WebhookSettings> hooks, TimeProvider time, ILoggerFactory loggers)
    {
        _outbox = outbox;
        _hooks = hooks.ToDictionary(h => h.Url.AbsoluteUri);
        _time = time;
        _log = loggers.CreateLogger<WebhookSender>();
        _running = hooks.Count == 0 ? Task.CompletedTask : Task.Run(Run);
    }

    public static WebhookSender Start(IOutbox outbox, IReadOnlyList<WebhookSettings> hooks, TimeProvider time, ILoggerFactory loggers) => new(outbox, hooks, time, loggers);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                foreach (var entry in await _outbox.Due(_time.GetUtcNow(), AtATime, _stop.Token)) await Deliver(entry, _stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Failed(e);
            }

            await Task.Delay(Pause, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Deliver(OutboxEntry entry, CancellationToken cancel)
    {
        // Who is no longer configured is not told.
        if (!_hooks.TryGetValue(entry.Receiver, out var hook) || await Post(hook, entry.Body, cancel) is not { } problem)
        {
            await _outbox.Drop(entry.Number, cancel);
            return;
        }

        var tries = entry.Tries + 1;
        if (RetrySchedule.Next(entry.WrittenAt, tries, _time.GetUtcNow()) is { } due)
        {
            NotTaken(hook.Url.Host, tries, problem);
            await _outbox.Later(entry.Number, tries, due, cancel);
        }
        else
        {
            GivenUp(hook.Url.Host, tries, problem);
            await _outbox.Drop(entry.Number, cancel);
        }
    }

    /// <returns>Why it was not taken; null when it was.</returns>
    private async Task<string?> Post(WebhookSettings hook, string body, CancellationToken cancel)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Godwit-Timestamp", timestamp);
        request.Headers.Add("Godwit-Signature", WebhookSignature.Of(hook.Secret, timestamp, body));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return response.IsSuccessStatusCode ? null : $"it answered {(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "it did not answer in time";
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Receiver} did not take a notice (try {Tries}): {Problem}; it is sent again later")]
    private partial void NotTaken(string receiver, int tries, string problem);

    [LoggerMessage(LogLevel.Error, "{Receiver} did not take a notice after {Tries} tries: {Problem}; it is given up")]
    private partial void GivenUp(string receiver, int tries, string problem);

    [LoggerMessage(LogLevel.Error, "The outbox could not be read or written; trying again")]
    private partial void Failed(Exception e);
}
