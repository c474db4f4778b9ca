namespace Godwit.Pool.Users;

/// <summary>A change of home as compare-and-swap. Pools are FQDNs; null = unassigned (PrimaryHomeServer absent or not resolving).</summary>
/// <param name="ExpectedHome">The home the caller believes in; the change happens only if it is so.</param>
/// <param name="ExpectedTarget">Likewise for msRTCSIP-TargetHomeServer.</param>
public sealed record HomeChange(SipAddress User, string? ExpectedHome, string? ExpectedTarget, string? Home, string? Target);

public enum HomeChangeResult { Done, NoSuchUser, ChangedUnderneath }

/// <summary>Door: the only way a home changes. Used by the move engine and by nobody else but the retirement of a pool.</summary>
public interface IHomeSwitch
{
    /// <summary>One result per change, in order; each change is atomic by itself, durable when the task completes.</summary>
    Task<IReadOnlyList<HomeChangeResult>> Apply(IReadOnlyList<HomeChange> changes, CancellationToken cancel);
}
