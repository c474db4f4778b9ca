using System.Management.Automation;
using Godwit.Admin;
using Godwit.Admin.Connections;

namespace Godwit.PowerShell.Running;

/// <summary>What went wrong as PowerShell tells it: a sentence, a category, an id for scripts.</summary>
internal static class Errors
{
    public static ErrorRecord Of(string sentence, string id, ErrorCategory category, object? target) => new(new InvalidOperationException(sentence), id, category, target);

    /// <summary>Null: a fault, which is nobody's to explain.</summary>
    public static ErrorRecord? Of(Exception fault, object? target) => fault switch
    {
        AdminException { Status: 401 } => new ErrorRecord(new InvalidOperationException("The server asks for a token: Connect-Godwit -Token gives one, or GODWIT_TOKEN.", fault), "TokenNeeded", ErrorCategory.AuthenticationError, target),
        AdminException refused => new ErrorRecord(refused, IdOf(refused.Status), CategoryOf(refused.Status), target),
        ServerUntrustedException untrusted => new ErrorRecord(untrusted, "ServerUntrusted", ErrorCategory.SecurityError, untrusted.Server),
        ServerUnreachableException unreachable => new ErrorRecord(
            CurrentServer.IsNamed ? unreachable : new InvalidOperationException($"{unreachable.Message}. Connect-Godwit -Server https://HOST:PORT says where the server is.", unreachable),
            "ServerUnreachable", ErrorCategory.ConnectionError, unreachable.Server),
        ProfileException profile => new ErrorRecord(profile, "ProfileUnusable", ErrorCategory.InvalidData, target),
        IOException or UnauthorizedAccessException => new ErrorRecord(fault, "FileUnusable", ErrorCategory.OpenError, target),
        _ => null,
    };

    private static string IdOf(int status) => status switch
    {
        403 => "NotAllowed",
        404 => "NotFound",
        409 => "Refused",
        400 => "BadRequest",
        412 => "Changed",
        429 => "TooMany",
        503 => "PoolUnavailable",
        _ => "ServerFailed",
    };

    private static ErrorCategory CategoryOf(int status) => status switch
    {
        403 => ErrorCategory.PermissionDenied,
        404 => ErrorCategory.ObjectNotFound,
        409 => ErrorCategory.InvalidOperation,
        400 => ErrorCategory.InvalidArgument,
        412 => ErrorCategory.InvalidOperation,
        429 => ErrorCategory.LimitsExceeded,
        503 => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.NotSpecified,
    };
}
