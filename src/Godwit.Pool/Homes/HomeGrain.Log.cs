using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Pool.Homes;

public sealed partial class HomeGrain
{
    [LoggerMessage(1001, LogLevel.Information, "{User} now has enhanced presence for good: first sign-in of a new client ({UserAgent})")]
    internal static partial void LogRichModeSet(ILogger logger, SipAddress user, string userAgent);

    [LoggerMessage(1002, LogLevel.Information, "Sign-in of {User} refused: {Reason} ({UserAgent})")]
    internal static partial void LogSignInRefused(ILogger logger, SipAddress user, SignInRefusal reason, string userAgent);

    [LoggerMessage(1003, LogLevel.Information, "{User} is signed in with more than {Quota} clients: the oldest was signed out")]
    internal static partial void LogQuota(ILogger logger, SipAddress user, int quota);

    [LoggerMessage(1005, LogLevel.Warning, "Watchers of {User} were not told that her clients came or went")]
    internal static partial void LogNotTold(ILogger logger, SipAddress user, Exception fault);

    [LoggerMessage(1004, LogLevel.Error, "A change of {User} could not be saved; her home forgets it and reads the back end anew")]
    internal static partial void LogSaveFailed(ILogger logger, SipAddress user, Exception fault);
}
