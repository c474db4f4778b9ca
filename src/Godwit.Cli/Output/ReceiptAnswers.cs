namespace Godwit.Cli.Output;

internal sealed record PublicKeyAnswer(string Id, string Pem);

internal sealed record ReceiptsAnswer(int Receipts, string File);

/// <summary>What a check found, receipt by receipt.</summary>
internal sealed record CheckAnswer(int Valid, int Altered, int OtherKey, int NotReceipts, IReadOnlyList<CheckedReceipt> Receipts);

/// <param name="Line">Its line in the file; 0 when it came from a server.</param>
/// <param name="Verdict"><c>valid</c>, <c>altered</c>, <c>other-key</c>, <c>not-a-receipt</c>.</param>
/// <param name="Altered">The groups of fields that were altered.</param>
/// <param name="Now">What has become of the data since; empty when no server was asked.</param>
internal sealed record CheckedReceipt(int Line, string User, string Verdict, IReadOnlyList<string> Altered, string Now, string Undo);
