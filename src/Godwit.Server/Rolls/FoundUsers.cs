using Godwit.Pool.Users;

namespace Godwit.Server.Rolls;

/// <summary>Lists that were asked for lately: a console that scrolls asks for one list page by page.</summary>
internal sealed class FoundUsers(UserRoll roll)
{
    private const int Most = 16;

    private readonly Lock _lock = new();
    private readonly LinkedList<Found> _lately = new();

    public DirectoryUser[] Find(UserChoice choice, UserSort sort)
    {
        var all = roll.By(sort);
        if (choice.IsEverybody) return all;
        lock (_lock)
            if (_lately.FirstOrDefault(f => f.All == all && f.Choice == choice) is { } known) return known.Users;

        var found = choice.From(all);
        lock (_lock)
        {
            _lately.AddFirst(new Found(all, choice, found));
            if (_lately.Count > Most) _lately.RemoveLast();
        }

        return found;
    }

    private sealed record Found(DirectoryUser[] All, UserChoice Choice, DirectoryUser[] Users);
}
