using System.Collections.Immutable;

namespace Godwit.Pool.Users;

/// <summary>All people of a group and of the groups in it, each once. Too large: then nobody is named, since half a group is no group.</summary>
public sealed record GroupExpansion(ImmutableArray<SipAddress> Users, ImmutableArray<DirectoryGroup> Groups, bool IsTooLarge)
{
    /// <summary>Groups that one expansion looks into; a directory's nesting is rarely deeper than three.</summary>
    public const int MostGroups = 100;

    private static readonly GroupExpansion TooLarge = new([], [], true);

    /// <summary>
    /// Breadth first, every group once: groups that hold each other end there. Users by address, groups in the order they were met, without
    /// <paramref name="group"/> itself.
    /// </summary>
    /// <param name="most">People; with one more the group is too large.</param>
    public static async Task<GroupExpansion> Of(IGroupDirectory directory, DirectoryGroup group, int most, CancellationToken cancel)
    {
        var users = new SortedSet<SipAddress>();
        var met = new HashSet<long> { group.Id };
        var groups = ImmutableArray.CreateBuilder<DirectoryGroup>();
        var waiting = new Queue<DirectoryGroup>([group]);
        while (waiting.TryDequeue(out var next))
        {
            var members = await directory.Members(next.Id, Math.Max(most, MostGroups) + 1, cancel);
            users.UnionWith(members.Users);
            foreach (var nested in members.Groups)
                if (met.Add(nested.Id))
                {
                    groups.Add(nested);
                    waiting.Enqueue(nested);
                }

            if (users.Count > most || met.Count > MostGroups) return TooLarge;
        }

        return new GroupExpansion([.. users], groups.ToImmutable(), false);
    }
}
