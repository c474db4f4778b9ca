namespace Godwit.Server.Rolls;

/// <summary>The orders that the accounts of a container can have, by the words of the API.</summary>
internal static class AccountOrder
{
    /// <summary>As they lie in their container.</summary>
    public const string Name = "name";
    public const string Words = $"{Name}, login, address, pool, mail";

    /// <summary>What accounts are compared by in another order than <see cref="Name"/>; null: there is no such order.</summary>
    public static Func<TreeAccount, string>? By(string word) => word switch
    {
        "login" => a => a.Login,
        "address" => a => a.User?.Address.Value ?? "",
        "pool" => a => a.User?.HomePool ?? "",
        "mail" => a => a.Mail,
        _ => null,
    };
}
