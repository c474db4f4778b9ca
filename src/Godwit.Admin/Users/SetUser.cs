namespace Godwit.Admin.Users;

/// <summary>What is to change of a user; null stays as it is. The words are those of <see cref="UserOptionsView"/>.</summary>
public sealed record SetUser
{
    public bool? Enabled { get; init; }

    /// <summary>The administrator's flag; the mode that a new client has set stays.</summary>
    public bool? EnhancedPresence { get; init; }

    public bool? Federation { get; init; }

    public bool? RemoteAccess { get; init; }

    public bool? PublicIm { get; init; }

    public bool? AnonymousMeetings { get; init; }

    /// <summary>A word that the user's pool knows: see <see cref="UserOptionsView.Archiving"/>.</summary>
    public string? Archiving { get; init; }
}
