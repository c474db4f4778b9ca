using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Pools;

namespace Godwit.Moves.Planning;

/// <summary>More of a kind than the target takes.</summary>
/// <param name="Kind"><c>contacts</c>, <c>groups</c>, <c>aces</c>, <c>members</c> or <c>publications</c>.</param>
/// <param name="Items">Those behind the last that would fit, in the order of the list, by name; at most <see cref="MostNamed"/>.</param>
/// <param name="More">How many there are that are not named.</param>
public sealed record OverLimit(string Kind, int Has, int Most, ImmutableArray<string> Items, int More)
{
    public const int MostNamed = 20;

    /// <summary>By the numbers alone: is it worth looking at her data?</summary>
    public static bool Exceeds(UserSurvey? survey, PoolLimits limits) =>
        survey is not null && (survey.Contacts > limits.Contacts || survey.Groups + 1 > limits.Groups || survey.Aces > limits.Aces || survey.Members > limits.Members || survey.Publications > limits.Publications);

    public static ImmutableArray<OverLimit> Of(UserData data, PoolLimits limits)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(limits);
        var over = ImmutableArray.CreateBuilder<OverLimit>();
        Add("contacts", [.. data.Contacts.Select(c => c.Uri)], limits.Contacts);
        // The first group is the server's own.
        Add("groups", [.. data.Groups.Where(g => g.Id != 1).Select(g => g.Name)], limits.Groups - 1);
        Add("aces", [.. data.Aces.Select(a => a.Mask)], limits.Aces);
        Add("members", [.. data.Members.Select(m => m.Value)], limits.Members);
        Add("publications", [.. data.Publications.Select(p => p.Category)], limits.Publications);
        return over.ToImmutable();

        void Add(string kind, IReadOnlyList<string> names, int most)
        {
            if (names.Count > most) over.Add(new OverLimit(kind, names.Count, most, [.. names.Skip(most).Take(MostNamed)], Math.Max(0, names.Count - most - MostNamed)));
        }
    }
}
