namespace Godwit.Moves.Social;

/// <summary>How well batches keep together who talk to each other.</summary>
/// <param name="Contacts">Contacts between users who go: what the shares are of.</param>
/// <param name="Together">Share of the contacts where both move in the same batch.</param>
/// <param name="SameOrEarlier">Share of the contacts who move in the same batch as the user who has them, or have moved before her.</param>
public sealed record SocialMeasure(int Contacts, double Together, double SameOrEarlier)
{
    /// <param name="batch">Of each user, the number of her batch; negative: she does not go.</param>
    public static SocialMeasure Of(ContactGraph graph, ReadOnlySpan<int> batch)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var (all, together, earlier) = (0, 0, 0);
        for (var user = 0; user < graph.Users; user++)
        {
            if (batch[user] < 0) continue;
            foreach (var contact in graph.Contacts(user))
            {
                if (batch[contact] < 0) continue;
                all++;
                if (batch[contact] == batch[user]) together++;
                else if (batch[contact] < batch[user]) earlier++;
            }
        }

        return new SocialMeasure(all, Share(together, all), Share(together + earlier, all));
    }

    /// <summary>Nobody who has anybody is kept from nobody.</summary>
    private static double Share(int part, int all) => all == 0 ? 1 : (double)part / all;
}
