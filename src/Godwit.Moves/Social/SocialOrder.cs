namespace Godwit.Moves.Social;

/// <summary>
/// The order in which users who talk to each other come together when it is cut into batches. Pure and deterministic, in time that grows with users and contacts: each batch
/// begins with the user whom the batch before is closest to, and takes whoever has most to do with those who are in it.
/// </summary>
public static class SocialOrder
{
    /// <param name="group">Of each user, which group she is batched in (same home, same source); negative: she does not go and is left out.</param>
    /// <returns>Everybody who goes, once: group by group, groups by their numbers.</returns>
    public static int[] Of(ContactGraph graph, ReadOnlySpan<int> group, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var order = new List<int>(graph.Users);
        var closeness = new Closeness(graph.Users, batchSize);
        foreach (var (_, members) in Members(group)) Arrange(graph, group, members, batchSize, closeness, order);
        return [.. order];
    }

    private static SortedDictionary<int, List<int>> Members(ReadOnlySpan<int> group)
    {
        var members = new SortedDictionary<int, List<int>>();
        for (var user = 0; user < group.Length; user++)
        {
            if (group[user] < 0) continue;
            if (!members.TryGetValue(group[user], out var users)) members[group[user]] = users = [];
            users.Add(user);
        }

        return members;
    }

    private static void Arrange(ContactGraph graph, ReadOnlySpan<int> group, List<int> members, int batchSize, Closeness closeness, List<int> order)
    {
        var next = 0;
        closeness.Clear();
        for (var placed = 0; placed < members.Count; placed++)
        {
            var chosen = closeness.TakeClosest();
            if (placed % batchSize == 0) closeness.Clear();
            if (chosen < 0)
            {
                while (closeness.IsPlaced(members[next])) next++;
                chosen = members[next];
            }

            closeness.Place(chosen);
            order.Add(chosen);
            foreach (var contact in graph.Contacts(chosen))
                if (group[contact] == group[chosen]) closeness.Draw(contact);
            foreach (var watcher in graph.Watchers(chosen))
                if (group[watcher] == group[chosen]) closeness.Draw(watcher);
        }
    }
}
