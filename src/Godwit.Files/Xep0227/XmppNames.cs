namespace Godwit.Files.Xep0227;

/// <summary>Namespaces of XEP-0227 and of what it carries.</summary>
internal static class XmppNames
{
    public const string Portable = "urn:xmpp:pie:0";
    public const string Include = "http://www.w3.org/2001/XInclude";
    public const string Roster = "jabber:iq:roster";
    public const string Privacy = "jabber:iq:privacy";
    public const string Blocking = "urn:xmpp:blocking";
}
