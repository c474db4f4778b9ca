using System.Collections.Immutable;

namespace Godwit.Server.Demo;

/// <summary>
/// Who has whom on the list, as numbers: a ring of neighbours with some far acquaintances (Watts and Strogatz, Nature 393, 1998), which is how
/// people in companies know each other. The first six all know one another. The same arguments give the same graph.
/// </summary>
public static class ContactGraph
{
    private const double FarAcquaintances = 0.15;
    private const int KnowOneAnother = 6;

    /// <summary>Acquaintances of each, ascending, never oneself; about 20 to 50 where there are enough people.</summary>
    public static ImmutableArray<ImmutableArray<int>> Make(int people)
    {
        var random = new Random(people);
        var known = new SortedSet<int>[people];
        for (var i = 0; i < people; i++) known[i] = [];
        for (var i = 0; i < Math.Min(people, KnowOneAnother); i++)
            for (var j = 0; j < i; j++) Meet(i, j);

        for (var i = 0; i < people; i++)
        {
            var reach = 10 + random.Next(12);
            for (var step = 1; step <= reach && 2 * step < people; step++)
                Meet(i, random.NextDouble() < FarAcquaintances ? random.Next(people) : (i + step) % people);
        }

        return [.. known.Select(k => k.ToImmutableArray())];

        void Meet(int a, int b)
        {
            if (a == b) return;
            known[a].Add(b);
            known[b].Add(a);
        }
    }
}
