using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Godwit.Moves.Terms;

namespace Godwit.Moves;

/// <summary>
/// A number for how a move stands: whether it is held or over, and its terms. Not how far it is, or nobody could give an order to a move that runs. A move that is suspended and
/// goes on stands as it stood before.
/// </summary>
public static class MoveVersion
{
    public static long Of(MoveHead move) => Of(move.Id, move.State, move.Terms, move.FinishedAt);

    /// <summary>A move that waits for its time is running, to its journal.</summary>
    public static long Of(MoveReport move) => Of(move.Id, move.State == MoveState.Scheduled ? MoveState.Running : move.State, move.Terms, move.FinishedAt);

    private static long Of(string id, MoveState state, MoveTerms terms, DateTimeOffset? finishedAt)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{id} {state} {finishedAt?.UtcTicks} {TermsJson.Write(terms)}");
        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & long.MaxValue;
    }
}
