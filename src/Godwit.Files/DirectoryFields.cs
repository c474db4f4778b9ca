namespace Godwit.Files;

/// <summary>A user in the directory, as far as a file says; null = it does not say.</summary>
public sealed record DirectoryFields(string? DisplayName, string? Pool, bool? Enabled, bool? EnhancedPresence)
{
    /// <summary>For the user who is made from it, and then forgotten; never written.</summary>
    public string? Password { get; init; }
}
