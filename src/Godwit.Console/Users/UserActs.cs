using Godwit.Console.Menus;
using Godwit.Console.Selection;
using Godwit.Console.State;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace Godwit.Console.Users;

/// <summary>What can be done with users, in the words of the console that they are shown in.</summary>
public static class UserActs
{
    /// <param name="pick">Whom it is for, asked when it is chosen: a selection of many has to be read first.</param>
    /// <param name="rows">How many rows are selected; 0: it is for all users of a node.</param>
    /// <param name="directory">In the directory's console, where a user is first of all an account.</param>
    public static IReadOnlyList<MenuAct> For(Func<Task<UserPick?>> pick, Rights rights, IUserActions actions, int rows, bool directory)
    {
        var acts = new List<MenuAct>();
        if (rights.Users)
        {
            acts.Add(new MenuAct(directory ? "Move Communications Server Users…" : "Move Users…", "", new Icons.Regular.Size20.ArrowSwap(), () => Begin(UserAction.Move)));
            acts.Add(new MenuAct(directory ? "Configure Communications Server Users…" : "Configure Users…", "", new Icons.Regular.Size20.PersonSettings(), () => Begin(UserAction.Configure)));
            acts.Add(new MenuAct(directory ? "Delete Communications Server Users…" : "Delete Users…", rows == 0 ? "" : "Del", new Icons.Regular.Size20.PersonDelete(), () => Begin(UserAction.Delete)) { Apart = true });
        }

        if (rows == 1) acts.Add(new MenuAct("Properties", "Enter", new Icons.Regular.Size20.ContactCard(), () => Begin(UserAction.Properties)) { Apart = true });
        return acts;

        async Task Begin(UserAction action)
        {
            if (await pick() is { } users) await actions.Begin(action, users);
        }
    }
}
