using Godwit.Admin.Users;

namespace Godwit.Console.Users;

/// <summary>A user's settings in the words of the columns.</summary>
internal static class UserWords
{
    public static string State(UserView user) => user switch
    {
        { MovingTo.Length: > 0 } => $"Moving to {user.MovingTo}",
        { Enabled: false } => "Disabled",
        { Home.Length: 0 } => "Unassigned",
        { SignedIn: true } => "Signed in",
        _ => "Signed out",
    };

    /// <summary>The style of the dot before it.</summary>
    public static string Dot(UserView user) => user switch
    {
        { MovingTo.Length: > 0 } => "moving",
        { Enabled: false } => "off",
        { SignedIn: true } => "on",
        _ => "",
    };

    public static string Presence(UserView user) => user.EnhancedPresence switch
    {
        { Mode: true } => "Enhanced, in use",
        { Enabled: true } => "Enhanced, enabled",
        _ => "Legacy",
    };

    public static string YesNo(bool value) => value ? "Yes" : "No";
}
