using System.Collections.Immutable;
using Godwit.Pool.Pools;

namespace Godwit.Pool.Presence;

/// <summary>
/// Refused with <paramref name="Refusal"/> or <paramref name="WrongVersions"/> (all stays), or the publications after, with the categories that were
/// touched and the rows that changed.
/// </summary>
public sealed record PublicationsOutcome(
    PublishRefusal? Refusal,
    ImmutableArray<WrongVersion> WrongVersions,
    ImmutableArray<Publication> After,
    ImmutableArray<string> Touched,
    ImmutableArray<Publication> Stored,
    ImmutableArray<Publication> Dropped)
{
    public bool IsDone => Refusal is null && WrongVersions.IsEmpty;
}

/// <summary>
/// What a publish request does to a user's publications ([MS-PRES]). A publication is named by category, instance and
/// container; each must carry the version it has now (0 = there is none) and has one more afterwards. One wrong version refuses the whole request.
/// </summary>
public static class PublicationRules
{
    /// <summary>Static and timed ones are kept in the back end; those of an endpoint or of "while signed in" live in memory.</summary>
    public static bool IsLasting(Publication publication) => publication.Expires is ExpireType.Static or ExpireType.Time;

    /// <summary>All instances of a category, unexpired.</summary>
    public static ImmutableArray<Publication> InstancesOf(ImmutableArray<Publication> publications, string category, DateTimeOffset now) =>
        [.. publications.Where(p => p.Category == category && !(p.ExpiresAt <= now))];

    public static PublicationsOutcome Publish(ImmutableArray<Publication> current, ImmutableArray<PublishCommand> commands, string endpoint, DateTimeOffset now, PoolLimits limits)
    {
        var after = current;
        var wrong = ImmutableArray.CreateBuilder<WrongVersion>();
        var touched = ImmutableArray.CreateBuilder<string>();
        var stored = new List<Publication>();
        var dropped = new List<Publication>();
        for (var i = 0; i < commands.Length; i++)
        {
            var command = commands[i];
            if (Check(command, limits) is { } refusal) return Refused(current, refusal, []);
            var at = IndexOf(after, command);
            var before = at < 0 || after[at].ExpiresAt <= now ? null : after[at];
            var version = before?.Version ?? 0;
            if (command.Version != version) wrong.Add(new WrongVersion(i + 1, command.Version, version));
            if (!touched.Contains(command.Category)) touched.Add(command.Category);

            var next = command.Content is null ? null : New(command, version + 1, endpoint, now);
            if (at >= 0 && IsLasting(after[at]) && (next is null || !IsLasting(next))) dropped.Add(after[at]);
            if (next is not null && IsLasting(next)) stored.Add(next);
            after = (at, next) switch
            {
                ( < 0, null) => after,
                ( < 0, _) => after.Add(next),
                (_, null) => after.RemoveAt(at),
                _ => after.SetItem(at, next),
            };
        }

        if (wrong.Count > 0) return Refused(current, null, wrong.ToImmutable());
        if (after.Length > Math.Max(limits.Publications, current.Length)) return Refused(current, PublishRefusal.TooMany, []);
        return new PublicationsOutcome(null, [], after, touched.ToImmutable(), [.. stored], [.. dropped]);
    }

    /// <summary>An endpoint is gone: what it published dies with it, and with the last one all that lasts only while the user is signed in.</summary>
    public static ImmutableArray<Publication> EndpointGone(ImmutableArray<Publication> current, string endpoint, bool last) =>
        current.RemoveAll(p => (p.Expires == ExpireType.Endpoint && p.Endpoint == endpoint) || (last && !IsLasting(p)));

    /// <summary>Takes out timed publications whose time is up.</summary>
    public static ImmutableArray<Publication> Expire(ImmutableArray<Publication> current, DateTimeOffset now, out ImmutableArray<Publication> expired)
    {
        expired = [.. current.Where(p => p.ExpiresAt <= now)];
        return expired.IsEmpty ? current : current.RemoveAll(p => p.ExpiresAt <= now);
    }

    private static PublishRefusal? Check(PublishCommand command, PoolLimits limits)
    {
        if (command.Category.Length is 0 or > 64 || !command.Category.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) return PublishRefusal.BadName;
        if (command.Content is null) return null;
        if (command.Content.Length > limits.PublicationLength) return PublishRefusal.TooLong;
        return command.Expires == ExpireType.Time && (command.For is not { } time || time <= TimeSpan.Zero) ? PublishRefusal.BadExpiry : null;
    }

    private static Publication New(PublishCommand command, int version, string endpoint, DateTimeOffset now) => new(
        command.Category, command.Instance, command.Container, version, command.Expires,
        command.Expires == ExpireType.Time ? now + command.For : null, now, command.Content!,
        command.Expires == ExpireType.Endpoint ? endpoint : null);

    private static PublicationsOutcome Refused(ImmutableArray<Publication> current, PublishRefusal? refusal, ImmutableArray<WrongVersion> wrong) =>
        new(refusal, wrong, current, [], [], []);

    private static int IndexOf(ImmutableArray<Publication> publications, PublishCommand command)
    {
        for (var i = 0; i < publications.Length; i++)
            if (publications[i].Category == command.Category && publications[i].Instance == command.Instance && publications[i].Container == command.Container) return i;
        return -1;
    }
}
