namespace Godwit.Console.Selection;

/// <summary>What can be done with users; each opens the dialog of its name.</summary>
public enum UserAction
{
    Move,
    Configure,
    Delete,
    Properties,
}
