using Godwit.Pool.Users;
using Godwit.Receipts;

namespace Godwit.Moves.Batches;

/// <summary>What came of a step's act. <c>Leaves</c>: users who can't go on, and why.</summary>
public abstract record BatchEvent
{
    public static readonly IReadOnlyDictionary<SipAddress, Leave> Nobody = new Dictionary<SipAddress, Leave>();

    public sealed record Checked(bool SourceUp, bool TargetUp, IReadOnlyDictionary<SipAddress, Leave> Leaves) : BatchEvent
    {
        public DateTimeOffset? At { get; init; }
    }

    public sealed record Marked(IReadOnlyDictionary<SipAddress, Leave> Leaves) : BatchEvent;

    public sealed record Fenced(IReadOnlyCollection<SipAddress> SignedIn) : BatchEvent;

    /// <summary>Digests as base64; what each user will miss until it follows.</summary>
    public sealed record Copied(
        IReadOnlyDictionary<SipAddress, string> Digests,
        IReadOnlyDictionary<SipAddress, IReadOnlyList<string>> Lost,
        IReadOnlyDictionary<SipAddress, Leave> Leaves) : BatchEvent
    {
        /// <summary>What left the source, for the receipts.</summary>
        public IReadOnlyDictionary<SipAddress, ReceiptData> Data { get; init; } = new Dictionary<SipAddress, ReceiptData>();

        /// <summary>What the target got in place of data out of reach.</summary>
        public IReadOnlyDictionary<SipAddress, GivenData> Given { get; init; } = new Dictionary<SipAddress, GivenData>();
    }

    public sealed record Verified(IReadOnlyDictionary<SipAddress, Leave> Leaves) : BatchEvent;

    public sealed record Switched(IReadOnlyDictionary<SipAddress, Leave> Leaves) : BatchEvent;

    /// <summary>After a crash in the switch, the directory was asked: these were switched.</summary>
    public sealed record Recovered(IReadOnlySet<SipAddress> There) : BatchEvent;

    /// <summary>Release, clear, undo and tidy: what was done, and which pools could not be told.</summary>
    public sealed record Told(bool SourceOwed, bool TargetOwed) : BatchEvent;

    /// <summary>A pool stopped answering.</summary>
    public sealed record PoolLost(string Fqdn) : BatchEvent
    {
        /// <summary>It answers, but its disk takes no more.</summary>
        public bool IsFull { get; init; }
    }

    /// <summary>The directory could not be used, or the journal: what was to be done has not begun, or not all of it.</summary>
    public sealed record Hindered : BatchEvent;

    /// <summary>Something nobody expected; it stands in the log.</summary>
    public sealed record Faulted : BatchEvent;
}
