using System.Text;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Notices;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Notifications;

/// <summary>
/// Tells users what they are to be told, soon after they have signed in: a MESSAGE outside any session, from a system address, to each
/// client of hers. The first one that takes it ends it; a notice that nobody took is told at another sign-in. It looks by itself, so that a sign-in waits for nothing.
/// </summary>
public sealed partial class NoticeTeller(
    FrontEndOptions options, INoticeStore store, EndpointTable endpoints, OwnAddress own, OwnRequests requests, TimeProvider time, ILogger<NoticeTeller> log) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>A pool to which everybody was moved by force has many; nobody has to be told this second.</summary>
    private const int AtATime = 500;

    private readonly HashSet<(SipAddress, string)> _underWay = [];
    private readonly List<(SipAddress, string)> _ended = [];
    private SipAddress? _after;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t is { IsCompletedSuccessfully: true, Result: true }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (BackEndUnavailableException)
            {
                // Next time.
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(e);
            }
        }
    }

    /// <summary>Some of those who are to be told something; the next ones next time.</summary>
    public async Task Look(CancellationToken cancel)
    {
        // Only before the store is asked: what it says then knows of them.
        lock (_underWay)
        {
            _underWay.ExceptWith(_ended);
            _ended.Clear();
        }

        var pending = await store.Pending(_after, AtATime, cancel);
        _after = pending.Count < AtATime ? null : pending[^1].User;
        foreach (var notice in pending) Tell(notice);
    }

    private void Tell(UserNotice notice)
    {
        var clients = endpoints.Of(notice.User);
        if (clients.IsEmpty) return;
        lock (_underWay)
            if (!_underWay.Add((notice.User, notice.Id))) return;

        var (open, taken) = (clients.Length, 0);
        foreach (var live in clients)
            requests.Send(live.Connection, Write(notice, live), answer =>
            {
                if (answer is { Status: >= 200 and < 300 } && Interlocked.Exchange(ref taken, 1) == 0) _ = Took(notice);
                if (Interlocked.Decrement(ref open) == 0 && Volatile.Read(ref taken) == 0) Done(notice);
            });
    }

    private async Task Took(UserNotice notice)
    {
        try
        {
            await store.Told(notice, time.GetUtcNow(), CancellationToken.None);
            Told(notice.User, notice.Id);
            Done(notice);
        }
        catch (Exception e)
        {
            // She was told: this process does not tell her again; the next one may.
            Failed(e);
        }
    }

    private void Done(UserNotice notice)
    {
        lock (_underWay) _ended.Add((notice.User, notice.Id));
    }

    private SipRequest Write(UserNotice notice, LiveEndpoint live)
    {
        var headers = new SipHeaders();
        headers.Add(HeaderNames.Via, own.NewVia(live.Connection));
        headers.Add(HeaderNames.MaxForwards, "70");
        headers.Add(HeaderNames.From, $"\"Godwit\" <sip:godwit@{options.Domains[0]}>;tag={Refusal.NewTag()}");
        headers.Add(HeaderNames.To, $"<{notice.User.Uri}>;epid={live.Endpoint.Key.Id}");
        headers.Add(HeaderNames.CallId, Refusal.NewTag() + Refusal.NewTag());
        headers.Add(HeaderNames.CSeq, "1 MESSAGE");
        headers.Add(HeaderNames.ContentType, "text/plain; charset=UTF-8");
        return new SipRequest(SipMethod.Message, live.Endpoint.Contact, headers, Encoding.UTF8.GetBytes(notice.Text));
    }

    [LoggerMessage(LogLevel.Information, "{User} was told in her client: {Notice}")]
    private partial void Told(SipAddress user, string notice);

    [LoggerMessage(LogLevel.Error, "What users are to be told could not be read or written down, trying again later")]
    private partial void Failed(Exception fault);
}
