using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Pool.Homes;

public sealed partial class ExpirySweep
{
    [LoggerMessage(1101, LogLevel.Warning, "Taking out what has expired at the home of {User} failed")]
    private static partial void LogSweepFailed(ILogger logger, SipAddress user, Exception fault);
}
