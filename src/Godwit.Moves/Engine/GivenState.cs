using Godwit.Moves.Merging;
using Godwit.Moves.Parcels;
using Godwit.Moves.Planning;
using Godwit.Moves.Vault;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>What the target gets of a user whose pool is down. Pure.</summary>
/// <param name="Refused">Why she can't have it, and does not go.</param>
/// <param name="Parcel">What goes to the target: as known, but for what that has no room for.</param>
/// <param name="Has">In words.</param>
/// <param name="Whole">It was read from the source's own database.</param>
public sealed record GivenState(string? Refused, MoveRefusal? Rule, UserParcel Parcel, DateTimeOffset AsOf, string Has, bool Whole, IReadOnlyList<string> Lost)
{
    /// <summary>For whoever asks beforehand.</summary>
    public string Would(string source, PoolFacts target, DateTimeOffset now) => (Whole, target.Available) switch
    {
        (true, true) => $"{source} is not available, but its database can be read: the user would have what it holds.",
        (true, false) => $"{source} and {target.Fqdn} are not available, but the database of {source} can be read: what it holds would be put by, and follow when {target.Fqdn} is back.",
        (false, true) => $"{source} is not available: the user would have {Has} {TimeWords.AsOf(AsOf, now)}; what {source} has that is newer would be brought in when it is back.",
        _ => $"{source} and {target.Fqdn} are not available: {Has} {TimeWords.AsOf(AsOf, now)} would be put by, and follow when {target.Fqdn} is back; what {source} has that is newer would be brought in when that is back, too.",
    };

    /// <param name="source">Null: there is none that could come back with more.</param>
    public static GivenState Of(AgedParcel known, string? source, PoolFacts target)
    {
        var data = UserParcels.Read(known.Parcel.Content.Span);
        var whole = known.Origin == ParcelOrigin.Source;
        if (MovePlanner.CheckData(UserSurvey.Nothing with { RichMode = data.Account.RichMode }, target) is { } refused)
            return new GivenState(refused.Reason, refused.Refusal, known.Parcel, known.AsOf, "", whole, []);
        var fit = UserMerge.Fit(data, target.Limits);
        return new GivenState(
            null,
            null,
            fit.NotTaken.IsEmpty ? known.Parcel : UserParcels.Pack(fit.User) with { Clients = known.Parcel.Clients },
            known.AsOf,
            LostItems.Phrase(fit.User),
            whole,
            [.. LostItems.NotTaken(fit.NotTaken, target.Fqdn), .. whole || source is null ? [] : new[] { LostItems.ChangedAt(source, known.AsOf) }]);
    }
}
