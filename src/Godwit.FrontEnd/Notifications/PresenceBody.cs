using System.Collections.Immutable;
using Godwit.FrontEnd.Documents;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Notifications;

/// <summary>A user's presence as a document of the form that a subscriber reads.</summary>
public static class PresenceBody
{
    public static MimeBody Of(PresenceView view, PresenceForm form) => form switch
    {
        PresenceForm.Categories => CategoriesXml.Write(view),
        PresenceForm.Legacy => LegacyPresenceXml.Write(view),
        _ => PidfXml.Write(view),
    };

    /// <summary>Somebody of whom nothing is known (any more).</summary>
    public static PresenceView Offline(SipAddress user, DateTimeOffset now) => new(
        user,
        [
            new CategoryView("state", 1, now, PresenceState.Offline.ToXml()),
        ],
        new LegacyView(0, 100, "", null, null, null, ""));
}
