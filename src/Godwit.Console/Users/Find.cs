using Godwit.Admin.Users;

namespace Godwit.Console.Users;

/// <summary>What is looked for in a list of users: a text with wildcards, a setting, a client.</summary>
public sealed record Find(string Text, string Setting, string Client)
{
    /// <summary>The settings that can be looked for, with their names.</summary>
    public static readonly IReadOnlyList<(string Word, string Name)> Settings =
    [
        ("", "Any setting"),
        ("signed-in", "Signed in"),
        ("signed-out", "Signed out"),
        ("moving", "Being moved"),
        ("enhanced", "Enabled for enhanced presence"),
        ("legacy", "Not enabled for enhanced presence"),
        ("disabled", "Disabled"),
    ];

    public static Find Nothing { get; } = new("", "", "");

    public bool IsNothing => this == Nothing;

    /// <summary>Those of the query's users who are looked for.</summary>
    public UserQuery Within(UserQuery query)
    {
        query = query with { Search = Text.Trim(), Client = Client.Trim() };
        return Setting switch
        {
            "signed-in" or "signed-out" or "moving" => query with { State = Setting },
            "enhanced" => query with { Enhanced = true },
            "legacy" => query with { Enhanced = false },
            "disabled" => query with { Enabled = false },
            _ => query,
        };
    }
}
