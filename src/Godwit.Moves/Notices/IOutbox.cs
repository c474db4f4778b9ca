namespace Godwit.Moves.Notices;

/// <summary>Door: notices that were journalled with the change they tell of and are not delivered yet.</summary>
public interface IOutbox
{
    /// <summary>Those that are due, oldest first, at most so many.</summary>
    Task<IReadOnlyList<OutboxEntry>> Due(DateTimeOffset now, int most, CancellationToken cancel);

    /// <summary>It was delivered, or nobody wants it any more.</summary>
    Task Drop(long number, CancellationToken cancel);

    Task Later(long number, int tries, DateTimeOffset due, CancellationToken cancel);
}

/// <param name="Receiver">The URL that it is for.</param>
/// <param name="Tries">How often it was sent in vain.</param>
/// <param name="Body">JSON, the same at each try.</param>
public sealed record OutboxEntry(long Number, string Receiver, DateTimeOffset WrittenAt, int Tries, string Body);

/// <summary>Who is told, and of what.</summary>
public sealed record NoticeReceiver(string Url, IReadOnlySet<MoveEvent> Events);
