using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Checks;
using Godwit.Sip.Messages;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Pipeline;

/// <summary>The way of every message: what it must hold, who sends it, with what, where her home is, what the method does.</summary>
public sealed partial class SipPipeline(
    ISipStep check, ISipStep authenticate, ISipStep clientVersion, ISipStep findHome, MethodTable methods, ServerTransactions transactions, Forks forks,
    OwnRequests requests, NotifyAnswers notified, FrontEndOptions options,
    FrontEndInstruments instruments, ILogger<SipPipeline> log) : IMessageReceiver
{
    /// <summary>A user may be moved while her request is under way; once more is a fault of ours.</summary>
    private const int MostMoves = 3;

    public ValueTask Take(SipMessage message, ISipConnection connection, CancellationToken cancel)
    {
        if (message is not SipRequest request)
        {
            Follow((SipResponse)message, connection);
            return default;
        }

        instruments.Requested(request.Method);
        SourceAddress.Note(request, connection);
        return transactions.Begin(request, connection, out var reply) ? Handle(new SipContext(request, connection, reply), cancel) : default;
    }

    private async ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        try
        {
            await check.Take(context, cancel);
            if (!context.Answered) await authenticate.Take(context, cancel);
            if (!context.Answered) await clientVersion.Take(context, cancel);
            for (var moves = 0; !context.Answered; moves++)
            {
                try
                {
                    await findHome.Take(context, cancel);
                    if (!context.Answered) await HandleMethod(context, cancel);
                    return;
                }
                catch (MovedException) when (moves < MostMoves && !context.Answered)
                {
                    // Her home is looked up again: the directory knew of the move before the grain did.
                }
            }
        }
        catch (Exception e)
        {
            Fail(context, e, cancel);
        }
    }

    private ValueTask HandleMethod(SipContext context, CancellationToken cancel)
    {
        if (methods.TryFind(context.Request.Method, out var handler)) return handler.Handle(context, cancel);
        // RFC 3261 §8.2.1
        var response = SipResponse.To(context.Request, 405, toTag: Refusal.NewTag());
        response.Headers.Add(HeaderNames.Allow, methods.Allow);
        context.Reply(response);
        return default;
    }

    private void Follow(SipResponse response, ISipConnection connection)
    {
        if (ResponseCheck.Find(response) is { } fault)
        {
            instruments.Dropped("bad-response");
            LogBadResponse(log, connection.Id, fault);
        }
        else if (connection.Security is { } session && !session.Verify(response))
        {
            LogBadSignature(log, connection.Id, session.User.Value);
            connection.Close(ConnectionEnd.SecurityViolation);
        }
        else if (!notified.Arrived(response, connection) && !forks.Arrived(response, connection) && !requests.Arrived(response, connection))
        {
            instruments.Dropped("unknown-response");
        }
    }

    private void Fail(SipContext context, Exception e, CancellationToken cancel)
    {
        var (status, sentence) = e switch
        {
            BackEndUnavailableException => (503, "The pool's back-end database is not available now; try again later"),
            DirectoryUnavailableException => (503, "The directory is not available now; try again later"),
            MovedException => (503, "The user is being moved; try again"),
            OperationCanceledException when cancel.IsCancellationRequested => (503, "The server is stopping"),
            _ => (500, "The server failed; its log says why"),
        };
        if (status == 500) LogFault(log, e, context.Request.Method.Name, context.Connection.Id);
        if (!context.Answered) context.Reply(new Refusal(status, 1000, sentence).ToResponse(context.Request, options.Pool.Fqdn));
    }
}
