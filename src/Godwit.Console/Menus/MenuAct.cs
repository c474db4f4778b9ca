using Microsoft.FluentUI.AspNetCore.Components;

namespace Godwit.Console.Menus;

/// <summary>Something that can be done with what is selected: an entry of the menu and a button of the toolbar.</summary>
/// <param name="Keys">The keys that do the same, as a menu shows them; may be empty.</param>
public sealed record MenuAct(string Text, string Keys, Icon Icon, Func<Task> Do)
{
    /// <summary>Stands apart from the entries before it.</summary>
    public bool Apart { get; init; }

    /// <summary>In the menu only.</summary>
    public bool NoButton { get; init; }
}
