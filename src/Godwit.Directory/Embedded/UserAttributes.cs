using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>Changes what a contact card is made of. All attributes of one call or none.</summary>
internal static class UserAttributes
{
    private const string IdSql = """SELECT user_id FROM users WHERE "msRTCSIP-PrimaryUserAddress" = ?1""";
    private const string TouchSql = "UPDATE users SET usn = ?2 WHERE user_id = ?1";
    private const string NameSql = "UPDATE users SET displayName = ?2 WHERE user_id = ?1";
    private const string MailSql = "UPDATE users SET mail = ?2 WHERE user_id = ?1";
    private const string DropSql = "DELETE FROM user_attributes WHERE user_id = ?1 AND attribute = ?2 AND card = 1";
    private const string PutSql = "INSERT INTO user_attributes (user_id, attribute, value, card) VALUES (?1, ?2, ?3, 1)";

    public static EditResult Set(DirectoryTransaction transaction, SipAddress user, IReadOnlyDictionary<string, string?> attributes)
    {
        if (transaction.Use(IdSql, user.Uri).ExecuteScalar() is not long id) return EditResult.NoSuchUser;
        foreach (var (name, value) in attributes)
        {
            var text = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
            switch (CardAttributes.Find(name))
            {
                case null:
                case CardAttributes.DisplayName when text is null:
                    return EditResult.NoSuchAttribute;
                case CardAttributes.DisplayName:
                    transaction.Execute(NameSql, id, text);
                    break;
                case CardAttributes.Mail:
                    transaction.Execute(MailSql, id, text);
                    break;
                case var attribute:
                    transaction.Execute(DropSql, id, attribute);
                    if (text is not null) transaction.Execute(PutSql, id, attribute, text);
                    break;
            }
        }

        transaction.Execute(TouchSql, id, transaction.NextUsn());
        return EditResult.Done;
    }
}
