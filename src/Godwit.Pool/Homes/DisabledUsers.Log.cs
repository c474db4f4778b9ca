using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Pool.Homes;

public sealed partial class DisabledUsers
{
    [LoggerMessage(1201, LogLevel.Information, "{User} was disabled: {Endpoints} clients signed out")]
    private static partial void LogClosed(ILogger logger, SipAddress user, int endpoints);

    [LoggerMessage(1202, LogLevel.Warning, "Signing out the clients of {User}, who was disabled, failed")]
    private static partial void LogCloseFailed(ILogger logger, SipAddress user, Exception fault);
}
