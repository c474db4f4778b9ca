using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Peers;

/// <summary>Somebody of the asking pool watches a user of the asked one. Addresses without <c>sip:</c>; as long as <paramref name="Seconds"/>.</summary>
internal sealed record WatchItem(string Of, string By, string Name, bool Added, int Seconds);

internal sealed record UnwatchItem(string Of, string By);

/// <summary>What a SUBSCRIBE between pools carries: changes to whom the asking pool's users watch. A refresh carries none.</summary>
internal sealed record PeerWatchList(IReadOnlyList<WatchItem>? Watch, IReadOnlyList<UnwatchItem>? Unwatch);

internal sealed record PeerCategory(string Name, long Instance, DateTimeOffset At, string Content);

internal sealed record PeerSummary(int Number, string? Activity, string? Note, bool OutOfOffice, DateTimeOffset? LastActive);

internal sealed record PeerLegacy(int Availability, int Activity, string DisplayName, string? Email, string? Endpoint, string? UserInfo, string Devices);

/// <summary>What a NOTIFY between pools carries, for each user and each thing that watchers see of her: her presence, and who of the other pool sees it so.</summary>
/// <param name="NotHere">Her home is not here (any more, or yet): nothing else is said.</param>
internal sealed record PeerState(
    string Of, IReadOnlyList<string> For, bool NotHere, long Version, bool Whole, bool Hidden, bool Pending, IReadOnlyList<PeerCategory>? Categories, PeerLegacy? Legacy,
    PeerSummary? Summary)
{
    public static PeerState Gone(SipAddress user, IReadOnlyList<string> watchers) => new(user.Value, watchers, true, 0, false, false, false, null, null, null);

    public static PeerState From(PresenceView view, IReadOnlyList<string> watchers) => new(
        view.Presentity.Value, watchers, false, view.Version, view.IsWhole, view.IsHidden, view.IsPending,
        [.. view.Categories.Select(c => new PeerCategory(c.Name, c.Instance, c.PublishedAt, c.Content))],
        new PeerLegacy(
            view.Legacy.Availability, view.Legacy.Activity, view.Legacy.DisplayName, view.Legacy.Email, view.Legacy.Endpoint, view.Legacy.UserInfo, view.Legacy.Devices),
        view.Summary is not { } summary ? null : new PeerSummary(summary.Number, summary.Activity, summary.Note, summary.OutOfOffice, summary.LastActive));

    /// <summary>Null when nothing is said of her presence.</summary>
    public PresenceView? ViewOf(SipAddress user) => NotHere || Categories is null || Legacy is null ? null : new PresenceView(
        user, [.. Categories.Select(c => new CategoryView(c.Name, c.Instance, c.At, c.Content))],
        new LegacyView(Legacy.Availability, Legacy.Activity, Legacy.DisplayName, Legacy.Email, Legacy.Endpoint, Legacy.UserInfo, Legacy.Devices), Version, Whole, Hidden,
        Summary is null ? null : new PresenceSummary(Summary.Number, Summary.Activity, Summary.Note, Summary.OutOfOffice, Summary.LastActive), Pending);
}

/// <summary>The documents between pools: JSON, whose readers skip what they do not know. Pools of one forest may be of different ages.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PeerWatchList))]
[JsonSerializable(typeof(PeerState))]
[JsonSerializable(typeof(ImmutableArray<PeerState>))]
internal sealed partial class PeerDocuments : JsonSerializerContext
{
    /// <summary>The event package between pools (RFC 6665 §7), and the type of its bodies.</summary>
    public const string Event = "godwit-presence";

    public const string MediaType = "application/vnd.godwit.presence+json";

    public static bool TryRead(SipRequest request, [NotNullWhen(true)] out PeerWatchList? list)
    {
        list = null;
        if (request.Body.IsEmpty) list = new PeerWatchList(null, null);
        else
            try
            {
                list = JsonSerializer.Deserialize(request.Body.Span, Default.PeerWatchList);
            }
            catch (JsonException)
            {
            }

        return list is not null;
    }

    public static bool TryReadStates(SipRequest request, out ImmutableArray<PeerState> states)
    {
        states = [];
        try
        {
            states = JsonSerializer.Deserialize(request.Body.Span, Default.ImmutableArrayPeerState);
        }
        catch (JsonException)
        {
            return false;
        }

        return !states.IsDefault;
    }
}
