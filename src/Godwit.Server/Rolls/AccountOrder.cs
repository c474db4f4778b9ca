namespace Godwit.Server.Rolls;

/// <summary>The orders that the accounts of a container can have, by the words of the API.</summary>
internal static class AccountOrder
{
    public const string Words = "name, login, address, pool, mail";

    /// <summary>What accounts are compared by; null: there is no such order.</summary>
    public static Func<TreeAccount, string>? By(string word) => word switch
    {
        "name" => a => a.DisplayName,
        "login" => a => a.Login,
        "address" => a => a.User?.Address.Value ?? "",
        "pool" => a => a.User?.HomePool ?? "",
        "mail" => a => a.Mail,
        _ => null,
    };
}
