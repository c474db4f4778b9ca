using Godwit.Pool.Users;

namespace Godwit.Moves.Vault;

/// <summary>Whether a file that an administrator hands in may stand in for a user's data. Pure.</summary>
public static class HandedRule
{
    /// <summary>Where the vault says that handed data of an unassigned user was hers: she had no home.</summary>
    public const string NoPool = "";

    /// <param name="user">As the directory has her; null = nobody.</param>
    /// <param name="homeIsUp">Her home answers.</param>
    /// <param name="awaitsData">Data of hers is on its way from an earlier forced move: what a file has would be no older state of that (<see cref="NewestParcel"/>).</param>
    public static string? WhyNot(SipAddress address, DirectoryUser? user, bool homeIsUp, bool awaitsData) => user switch
    {
        null => $"There is no user {address}",
        { HomePool: { } home } when homeIsUp => $"{home} answers: what it holds of the user goes along, and not what the file has",
        _ when awaitsData => "Data of the user is still on its way from an earlier forced move: what a file has can't be brought together with it; import the file after the move",
        _ => null,
    };
}
