using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Pipeline;

public sealed partial class SipPipeline
{
    [LoggerMessage(20, LogLevel.Error, "{Method} over {Connection} failed")]
    private static partial void LogFault(ILogger log, Exception exception, string method, string connection);

    [LoggerMessage(21, LogLevel.Warning, "A response over {Connection} has a wrong signature of {User}; the connection is closed")]
    private static partial void LogBadSignature(ILogger log, string connection, string user);

    [LoggerMessage(22, LogLevel.Debug, "A response over {Connection} is dropped: {Fault}")]
    private static partial void LogBadResponse(ILogger log, string connection, string fault);
}
