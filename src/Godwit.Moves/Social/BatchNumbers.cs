namespace Godwit.Moves.Social;

/// <summary>Which batch the engine would put users into who come in an order: as it does, so many of a group after each other, group by group as they first come.</summary>
public static class BatchNumbers
{
    /// <param name="order">Users in the order of the move.</param>
    /// <param name="group">Of each user her group; negative: she does not go.</param>
    /// <returns>Of each user her batch, from 1; −1 for who does not go.</returns>
    public static int[] Of(IEnumerable<int> order, ReadOnlySpan<int> group, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(order);
        var batches = new int[group.Length];
        Array.Fill(batches, -1);
        var members = new Dictionary<int, List<int>>();
        var groups = new List<List<int>>();
        foreach (var user in order)
        {
            if (group[user] < 0) continue;
            if (!members.TryGetValue(group[user], out var users)) groups.Add(members[group[user]] = users = []);
            users.Add(user);
        }

        var number = 0;
        foreach (var users in groups)
            foreach (var batch in users.Chunk(batchSize))
            {
                number++;
                foreach (var user in batch) batches[user] = number;
            }

        return batches;
    }
}
