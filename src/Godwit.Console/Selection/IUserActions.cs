namespace Godwit.Console.Selection;

/// <summary>Begins actions on users, from wherever they are shown.</summary>
public interface IUserActions
{
    /// <summary>Opens the action's dialog; returns when it is closed.</summary>
    Task Begin(UserAction action, UserPick users);
}
