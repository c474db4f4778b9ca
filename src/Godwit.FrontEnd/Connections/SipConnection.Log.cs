using System.Net;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Connections;

public sealed partial class SipConnection
{
    [LoggerMessage(1, LogLevel.Debug, "Connection {Id} of {Remote} ended: {Why}")]
    private static partial void LogEnded(ILogger log, string id, EndPoint? remote, ConnectionEnd why);

    [LoggerMessage(2, LogLevel.Warning, "Connection {Id} of {Remote} was refused: there are {Limit} already")]
    private static partial void LogTooMany(ILogger log, string id, EndPoint? remote, int limit);

    [LoggerMessage(3, LogLevel.Debug, "Connection {Id} of {Remote} sent what is no message: {Reason}")]
    private static partial void LogRefused(ILogger log, string id, EndPoint? remote, string reason);

    [LoggerMessage(4, LogLevel.Error, "Connection {Id} of {Remote} failed")]
    private static partial void LogFault(ILogger log, Exception exception, string id, EndPoint? remote);
}
