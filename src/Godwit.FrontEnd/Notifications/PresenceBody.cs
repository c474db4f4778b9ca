using Godwit.FrontEnd.Documents;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Notifications;

/// <summary>A user's presence as a document of the form that a subscriber reads.</summary>
public static class PresenceBody
{
    private const string OfflineState =
        "<state xmlns=\"http://schemas.microsoft.com/2006/09/sip/state\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"aggregateState\"><availability>18500</availability></state>";

    public static MimeBody Of(PresenceView view, PresenceForm form) => form switch
    {
        PresenceForm.Categories => CategoriesXml.Write(view),
        PresenceForm.Legacy => LegacyPresenceXml.Write(view),
        _ => PidfXml.Write(view),
    };

    /// <summary>Somebody of whom nothing is known (any more).</summary>
    public static PresenceView Offline(SipAddress user, DateTimeOffset now) => new(
        user,
        [new CategoryView("state", 1, now, OfflineState)],
        new LegacyView(0, 0, "", null, null, null, ""),
        Summary: new PresenceSummary(Availability.Offline, null, null, false, null));
}
