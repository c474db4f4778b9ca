namespace Godwit.Files.Dbimpexp;

/// <summary>The originals' elements, and those that are Godwit's own in the same namespace (docs/formats.md).</summary>
internal static class Names
{
    public const string Namespace = "http://schemas.microsoft.com/RtcServer/2002/11/dbimpexp";

    public const string Users = "HomedResources";
    public const string User = "HomedResource";
    public const string Address = "UserAtHost";
    public const string Groups = "ContactGroups";
    public const string Group = "ContactGroup";
    public const string Number = "Number";
    public const string DisplayName = "DisplayName";
    public const string ExternalUri = "ExternalUri";
    public const string Contacts = "Contacts";
    public const string Contact = "Contact";
    public const string Buddy = "Buddy";
    public const string Subscribe = "SubscribePresence";
    public const string ContactGroups = "Groups";

    public const string Extension = "ContactExtension";
    public const string Account = "Account";
    public const string UserInfo = "UserInfo";
    public const string Aces = "Permissions";
    public const string Ace = "Ace";
    public const string Containers = "Containers";
    public const string Container = "Container";
    public const string Member = "Member";
    public const string Publications = "Publications";
    public const string Publication = "Publication";
    public const string Subscribers = "Subscribers";
    public const string Subscriber = "Subscriber";
    public const string Meetings = "Meetings";
    public const string Meeting = "Meeting";
}
