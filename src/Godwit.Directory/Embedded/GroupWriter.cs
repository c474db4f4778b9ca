using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>Writes groups with their members: what was there under the mail address gives way.</summary>
internal static class GroupWriter
{
    private const string FindSql = "SELECT group_id FROM groups WHERE mail = ?1";
    private const string DnSql = "SELECT 1 FROM groups WHERE dn_key = ?1";
    private const string UserDnSql = "SELECT 1 FROM users WHERE dn_key = ?1";
    private const string InsertSql = "INSERT INTO groups (distinguishedName, dn_key, cn, mail) VALUES (?1, ?2, ?3, ?4) RETURNING group_id";
    private const string NameSql = "UPDATE groups SET cn = ?2 WHERE group_id = ?1";
    private const string UnitSql = "INSERT INTO organizational_units (dn_key, distinguishedName) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private const string UserSql = """SELECT user_id FROM users WHERE "msRTCSIP-PrimaryUserAddress" = ?1""";
    private const string DropUsersSql = "DELETE FROM group_members WHERE group_id = ?1";
    private const string DropGroupsSql = "DELETE FROM group_groups WHERE group_id = ?1";
    private const string DropMembershipsSql = "DELETE FROM group_groups WHERE member_group_id = ?1";
    private const string DropSql = "DELETE FROM groups WHERE group_id = ?1";
    private const string AddUserSql = "INSERT INTO group_members (group_id, user_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private const string AddGroupSql = "INSERT INTO group_groups (group_id, member_group_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

    public static EditResult Put(DirectoryTransaction transaction, GroupEdit group, DistinguishedName unit)
    {
        var id = Find(transaction, group.Mail);
        if (id is null)
        {
            transaction.Execute(UnitSql, unit.Key, unit.Text);
            var dn = Name(transaction, group, unit);
            id = (long)transaction.Use(InsertSql, dn.Text, dn.Key, group.DisplayName, group.Mail).ExecuteScalar()!;
        }
        else transaction.Execute(NameSql, id, group.DisplayName);

        transaction.Execute(DropUsersSql, id);
        transaction.Execute(DropGroupsSql, id);
        foreach (var user in group.Users)
        {
            if (transaction.Use(UserSql, user.Uri).ExecuteScalar() is not long member) return EditResult.NoSuchUser;
            transaction.Execute(AddUserSql, id, member);
        }

        foreach (var nested in group.Groups)
        {
            if (Find(transaction, nested) is not { } member) return EditResult.NoSuchGroup;
            transaction.Execute(AddGroupSql, id, member);
        }

        return EditResult.Done;
    }

    public static EditResult Remove(DirectoryTransaction transaction, string mail)
    {
        if (Find(transaction, mail) is not { } id) return EditResult.NoSuchGroup;
        foreach (var sql in (string[])[DropUsersSql, DropGroupsSql, DropMembershipsSql, DropSql]) transaction.Execute(sql, id);
        return EditResult.Done;
    }

    private static long? Find(DirectoryTransaction transaction, string mail) => transaction.Use(FindSql, mail).ExecuteScalar() as long?;

    /// <summary>Where the name is taken in that unit, the mail address tells the two apart.</summary>
    private static DistinguishedName Name(DirectoryTransaction transaction, GroupEdit group, DistinguishedName unit)
    {
        var dn = DistinguishedName.Parse($"CN={DistinguishedName.Escape(group.DisplayName)},{unit.Text}");
        return transaction.Any(DnSql, dn.Key) || transaction.Any(UserDnSql, dn.Key)
            ? DistinguishedName.Parse($"CN={DistinguishedName.Escape($"{group.DisplayName} ({group.Mail})")},{unit.Text}")
            : dn;
    }
}
