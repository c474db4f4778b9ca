using Godwit.Moves;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.BackEnds;

/// <summary>How much a user's copy holds.</summary>
internal static class SurveyTable
{
    private const string Sql =
        """
        SELECT rich_mode,
               (SELECT count(*) FROM contacts x WHERE x.user_id = u.user_id),
               (SELECT count(*) FROM contact_groups x WHERE x.user_id = u.user_id AND group_id <> 1),
               (SELECT count(*) FROM aces x WHERE x.user_id = u.user_id),
               (SELECT count(*) FROM container_members x WHERE x.user_id = u.user_id),
               (SELECT count(*) FROM publications x WHERE x.user_id = u.user_id),
               (SELECT count(*) FROM meetings x WHERE x.user_id = u.user_id)
        FROM users u WHERE address = ?1
        """;

    public static UserSurvey Of(SqliteSession session, SipAddress user)
    {
        using var row = session.Use(Sql).Bind(1, user.Value);
        return row.Step() ? new UserSurvey(row.Bool(0), row.Int(1), row.Int(2), row.Int(3), row.Int(4), row.Int(5), row.Int(6)) : UserSurvey.Nothing;
    }
}
