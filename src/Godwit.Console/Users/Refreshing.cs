using Godwit.Console.Selection;

namespace Godwit.Console.Users;

/// <summary>Looks again once an action's dialog is closed.</summary>
internal sealed class Refreshing(IUserActions actions, Func<Task> refresh) : IUserActions
{
    public async Task Begin(UserAction action, UserPick users)
    {
        await actions.Begin(action, users);
        await refresh();
    }
}
