namespace Godwit.Pool.Users;

/// <summary>The directory's attributes that make a contact card and that people are found by, under their LDAP names.</summary>
public static class CardAttributes
{
    public const string DisplayName = "displayName";
    public const string Mail = "mail";

    /// <summary>All of them, as they are written.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        DisplayName, Mail, "givenName", "sn", "title", "department", "company", "physicalDeliveryOfficeName", "telephoneNumber", "mobile", "homePhone", "l", "st", "c",
    ];

    /// <summary>The attribute as it is written; null when it is none of them. Directories compare names without case (RFC 4512 §2.5).</summary>
    public static string? Find(string name)
    {
        foreach (var attribute in All)
            if (attribute.Equals(name, StringComparison.OrdinalIgnoreCase)) return attribute;
        return null;
    }
}
