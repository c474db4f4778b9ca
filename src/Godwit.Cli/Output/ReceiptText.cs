using Godwit.Admin.Moves;
using Godwit.Receipts;

namespace Godwit.Cli.Output;

/// <summary>Receipts and what a check found, in words.</summary>
internal static class ReceiptText
{
    public static CheckedReceipt Of(ReceiptFinding finding, int line) =>
        new(line, finding.Line?.Receipt.User.Address ?? "", Word(finding.Verdict), finding.Altered, "", "");

    public static CheckedReceipt Of(ReceiptFinding finding, ReceiptNowView now) =>
        Of(finding, 0) with { Now = finding.Line is { } line ? AtHome(line.Receipt, now) : "", Undo = Undo(now.Undo) };

    public static void Answer(CheckAnswer answer, Screen screen)
    {
        screen.Table(["User", "Receipt", "Now", "Undo copy"], answer.Receipts.Select(r => (IReadOnlyList<string>)[r.User.Length > 0 ? r.User : $"line {r.Line}", Verdict(r), r.Now, r.Undo]));
        screen.Line($"{answer.Valid} valid, {answer.Altered} altered, {answer.OtherKey} signed by another key, {answer.NotReceipts} no receipts.");
    }

    private static string Word(ReceiptVerdict verdict) => verdict switch
    {
        ReceiptVerdict.Valid => "valid",
        ReceiptVerdict.Altered => "altered",
        ReceiptVerdict.OtherKey => "other-key",
        _ => "not-a-receipt",
    };

    private static string Verdict(CheckedReceipt receipt) => receipt.Verdict switch
    {
        "altered" => $"altered: {string.Join(", ", receipt.Altered)}",
        "other-key" => "signed by another key",
        "not-a-receipt" => "not a receipt",
        var word => word,
    };

    private static string AtHome(Receipt receipt, ReceiptNowView now)
    {
        var where = now.Home.Length == 0 ? "unassigned; " : string.Equals(now.Home, receipt.User.To, StringComparison.OrdinalIgnoreCase) ? "" : $"lives on {now.Home}; ";
        return where + now.AtHome.State switch
        {
            "same" => "unchanged since the move",
            "changed" => $"changed since: {string.Join(", ", now.AtHome.Kinds)}",
            "none" => "no data there",
            "unreachable" => "the pool is out of reach",
            _ => "nothing to compare with",
        };
    }

    private static string Undo(HeldDataView undo) => undo.State switch
    {
        "same" => "as it left",
        "changed" => $"differs: {string.Join(", ", undo.Kinds)}",
        "none" => "none",
        "unreachable" => "the pool is out of reach",
        _ => "nothing to compare with",
    };
}
