using Godwit.Server.Rolls;

namespace Godwit.Server.Audit;

/// <summary>Which entries are wanted; what is null does not choose.</summary>
internal sealed class AuditChoice(string? who, string? act, string? subject, string? from, string? result, DateTimeOffset? since, DateTimeOffset? until)
{
    /// <summary>A clock that was set back by less than that hides nothing.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    private readonly Wildcard? _who = Of(who);
    private readonly Wildcard? _act = Of(act);
    private readonly Wildcard? _subject = Of(subject);
    private readonly Wildcard? _from = Of(from);

    public bool Holds(AuditEntry entry) =>
        (since is null || entry.At >= since) && (until is null || entry.At < until)
        && (string.IsNullOrEmpty(result) || entry.Result == result)
        && _who?.Matches(entry.Who) != false && _act?.Matches(entry.Act) != false && _subject?.Matches(entry.Subject) != false && _from?.Matches(entry.From) != false;

    /// <summary>So old that nothing before it is wanted either.</summary>
    public bool IsBefore(AuditEntry entry) => since is { } least && entry.At < least - Slack;

    private static Wildcard? Of(string? text) => string.IsNullOrEmpty(text) ? null : new Wildcard(text);
}
