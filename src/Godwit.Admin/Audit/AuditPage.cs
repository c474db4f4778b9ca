using System.Globalization;
using System.Text;

namespace Godwit.Admin.Audit;

/// <summary>Lines of the audit file, newest first. <paramref name="Next"/>: what the next page's <see cref="AuditQuery.Before"/> is; null = there are no more.</summary>
public sealed record AuditPage(IReadOnlyList<AuditView> Entries, long? Next);

/// <summary>One administrative act. Result: <c>done</c>, <c>refused</c> or <c>failed</c>.</summary>
public sealed record AuditView(DateTimeOffset At, string Who, string From, string Act, string Subject, string Result)
{
    public string? Detail { get; init; }
}

/// <summary>Which lines. What is null does not choose; words may have the wildcards <c>*</c> and <c>?</c>.</summary>
public sealed record AuditQuery
{
    public string? Who { get; init; }

    /// <summary>The act, e.g. <c>user.*</c>.</summary>
    public string? Act { get; init; }

    /// <summary>To what it was done, e.g. <c>alice@*</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>From where: an address.</summary>
    public string? From { get; init; }

    public string? Result { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>See <see cref="AuditPage.Next"/>.</summary>
    public long? Before { get; init; }

    /// <summary>1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    internal string Terms()
    {
        var query = new StringBuilder();
        query.Append(CultureInfo.InvariantCulture, $"?limit={Limit}");
        Add("who", Who);
        Add("act", Act);
        Add("subject", Subject);
        Add("from", From);
        Add("result", Result);
        Add("since", Since?.ToString("O", CultureInfo.InvariantCulture));
        Add("until", Until?.ToString("O", CultureInfo.InvariantCulture));
        Add("before", Before?.ToString(CultureInfo.InvariantCulture));
        return query.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
