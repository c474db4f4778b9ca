namespace Godwit.FrontEnd.Notifications;

/// <summary>The document in which a subscriber reads presence.</summary>
public enum PresenceForm
{
    /// <summary>msrtc-event-categories: 2007.</summary>
    Categories,

    /// <summary>msrtc.pidf: 2005.</summary>
    Legacy,

    /// <summary>application/pidf+xml: RFC 3863.</summary>
    Pidf,
}
