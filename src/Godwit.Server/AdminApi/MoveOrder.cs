using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Moves.Terms;
using Godwit.Pool.Users;
using Microsoft.AspNetCore.Http;

namespace Godwit.Server.AdminApi;

/// <summary>What a caller asks to be moved, as the engine takes it.</summary>
internal static class MoveOrder
{
    /// <summary>The request, or the answer that says what is wrong with it: then nothing gets into the journal.</summary>
    public static (MoveRequest? Move, IResult? Problem) Read(StartMove order, string by, ForestView forest, TimeProvider time)
    {
        if (string.IsNullOrWhiteSpace(order.To)) return (null, Answers.Problem(400, "Say which pool to move to"));
        if (forest.FindPool(order.To) is not { } target) return (null, Answers.NoSuchPool(order.To));
        var selection = UserSelection.Of(order, forest);
        if (selection.Problem is not null) return (null, Answers.Problem(selection.Status, selection.Problem));
        var (terms, problem) = MoveTermsText.Read(order.Terms, time.GetUtcNow());
        if (problem is not null) return (null, Answers.Problem(400, problem));
        return (new MoveRequest(selection.Users, target.Fqdn, order.Force, by) { Terms = terms }, null);
    }

    /// <summary>For the audit.</summary>
    public static string Words(MoveRequest move) =>
        $"{move.Users.Count} users to {move.ToPool}{(move.Force ? ", by force" : "")}{(TermsJson.Write(move.Terms) is { } on ? $", {on}" : "")}";
}
