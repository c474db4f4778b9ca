using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;
using Godwit.Storage.Tables;
using static Godwit.Moves.Parcels.ParcelTexts;

namespace Godwit.Storage.Users;

/// <summary>Each kind of change as SQL. A row that is put replaces the one with its key; dropping a row that is not there changes nothing.</summary>
internal static class RowChanges
{
    private const string PutGroupSql = "INSERT OR REPLACE INTO contact_groups (user_id, group_id, name, external_uri) VALUES (?1, ?2, ?3, ?4)";
    private const string PutContactSql = "INSERT OR REPLACE INTO contacts (user_id, uri, name, groups, subscribed, external_uri, extension) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    private const string PutAceSql = "INSERT OR REPLACE INTO aces (user_id, type, mask, rights) VALUES (?1, ?2, ?3, ?4)";
    private const string SetContainerSql = "INSERT OR REPLACE INTO containers (user_id, container, version) VALUES (?1, ?2, ?3)";
    private const string PutMemberSql = "INSERT OR REPLACE INTO container_members (user_id, container, type, value) VALUES (?1, ?2, ?3, ?4)";
    private const string PutPublicationSql =
        "INSERT OR REPLACE INTO publications (user_id, category, instance, container, version, expires, expires_at, published_at, content, endpoint) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    private const string PutSubscriberSql = "INSERT OR REPLACE INTO subscribers (user_id, address, display_name, acknowledged) VALUES (?1, ?2, ?3, ?4)";
    private const string PutMeetingSql = "INSERT OR REPLACE INTO meetings (user_id, meeting_id, subject, starts, expires, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    private const string DropGroupSql = "DELETE FROM contact_groups WHERE user_id = ?1 AND group_id = ?2";
    private const string DropContactSql = "DELETE FROM contacts WHERE user_id = ?1 AND uri = ?2";
    private const string DropAceSql = "DELETE FROM aces WHERE user_id = ?1 AND type = ?2 AND mask = ?3";
    private const string DropMemberSql = "DELETE FROM container_members WHERE user_id = ?1 AND container = ?2 AND type = ?3 AND value = ?4";
    private const string DropPublicationSql = "DELETE FROM publications WHERE user_id = ?1 AND category = ?2 AND instance = ?3 AND container = ?4";
    private const string DropSubscriberSql = "DELETE FROM subscribers WHERE user_id = ?1 AND address = ?2";
    private const string DropMeetingSql = "DELETE FROM meetings WHERE user_id = ?1 AND meeting_id = ?2";

    public static void Apply(SqliteSession session, long id, UserChange change)
    {
        if (change is UserChange.AccountSet set)
        {
            UserTable.SetAccount(session, id, set.Account);
            return;
        }
        using var row = Prepare(session, change);
        row.Bind(1, id).Step();
    }

    private static Statement Prepare(SqliteSession session, UserChange change) => change switch
    {
        UserChange.GroupPut(var group) => session.Use(PutGroupSql).Bind(2, group.Id).Bind(3, group.Name).Bind(4, group.ExternalUri),
        UserChange.GroupDropped(var group) => session.Use(DropGroupSql).Bind(2, group),
        UserChange.ContactPut(var contact) => session.Use(PutContactSql).Bind(2, contact.Uri).Bind(3, contact.Name)
            .Bind(4, GroupIds(contact.Groups)).Bind(5, contact.Subscribed).Bind(6, contact.ExternalUri).Bind(7, contact.Extension),
        UserChange.ContactDropped(var uri) => session.Use(DropContactSql).Bind(2, uri),
        UserChange.AcePut(var ace) => session.Use(PutAceSql).Bind(2, Text(ace.Type)).Bind(3, ace.Mask).Bind(4, ace.Rights),
        UserChange.AceDropped(var type, var mask) => session.Use(DropAceSql).Bind(2, Text(type)).Bind(3, mask),
        UserChange.ContainerSet(var version) => session.Use(SetContainerSql).Bind(2, version.Container).Bind(3, version.Version),
        UserChange.MemberPut(var member) => session.Use(PutMemberSql).Bind(2, member.Container).Bind(3, member.Type).Bind(4, member.Value),
        UserChange.MemberDropped(var member) => session.Use(DropMemberSql).Bind(2, member.Container).Bind(3, member.Type).Bind(4, member.Value),
        UserChange.PublicationPut(var one) => session.Use(PutPublicationSql).Bind(2, one.Category).Bind(3, one.Instance).Bind(4, one.Container)
            .Bind(5, one.Version).Bind(6, Text(one.Expires)).Bind(7, Ticks(one.ExpiresAt)).Bind(8, Ticks(one.PublishedAt)).Bind(9, one.Content).Bind(10, one.Endpoint),
        UserChange.PublicationDropped(var category, var instance, var container) =>
            session.Use(DropPublicationSql).Bind(2, category).Bind(3, instance).Bind(4, container),
        UserChange.SubscriberPut(var other) => session.Use(PutSubscriberSql).Bind(2, other.Address).Bind(3, other.DisplayName).Bind(4, other.Acknowledged),
        UserChange.SubscriberDropped(var address) => session.Use(DropSubscriberSql).Bind(2, address),
        UserChange.MeetingPut(var meeting) => session.Use(PutMeetingSql).Bind(2, meeting.Id).Bind(3, meeting.Subject)
            .Bind(4, Ticks(meeting.Starts)).Bind(5, Ticks(meeting.Expires)).Bind(6, meeting.Content),
        UserChange.MeetingDropped(var meeting) => session.Use(DropMeetingSql).Bind(2, meeting),
        _ => throw new NotSupportedException($"No SQL for {change.GetType().Name}"),
    };
}
