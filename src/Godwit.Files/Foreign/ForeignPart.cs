using Godwit.Pool.Contacts;

namespace Godwit.Files.Foreign;

/// <summary>An attribute or element that a file has of a user and that has no place in Godwit. It is kept as it is, and written where it was.</summary>
/// <param name="At">Where it was: "" = of the user; else <see cref="Of(Contact)"/> or <see cref="Of(ContactGroup)"/>.</param>
/// <param name="Name">As it was written, with its prefix.</param>
/// <param name="Text">Of an attribute its value, of an element all of it.</param>
public sealed record ForeignPart(string At, bool IsAttribute, string Name, string Namespace, string Text)
{
    private const string ContactMark = "contact:";
    private const string GroupMark = "group:";

    /// <summary>Parts with the same key are the same part.</summary>
    public (string At, bool IsAttribute, string Name, string Namespace) Key => (At, IsAttribute, Name, Namespace);

    public static string Of(Contact contact) => OfContact(contact.Uri);

    public static string Of(ContactGroup group) => FormattableString.Invariant($"{GroupMark}{group.Id}");

    public static string OfContact(string uri) => ContactMark + uri.ToLowerInvariant();

    /// <summary>The contact that it is of; null when it is of something else.</summary>
    public string? Contact => At.StartsWith(ContactMark, StringComparison.Ordinal) ? At[ContactMark.Length..] : null;

    /// <summary>The group that it is of; null when it is of something else.</summary>
    public int? Group => At.StartsWith(GroupMark, StringComparison.Ordinal) ? int.Parse(At.AsSpan(GroupMark.Length), System.Globalization.CultureInfo.InvariantCulture) : null;
}
