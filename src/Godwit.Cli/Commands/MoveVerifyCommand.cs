using System.CommandLine;
using System.Runtime.CompilerServices;
using Godwit.Cli.Output;
using Godwit.Receipts;

namespace Godwit.Cli.Commands;

/// <summary>
/// <c>godwit move verify FILE</c> needs no server when the key is given; <c>godwit move verify ID</c> compares with what the pools hold now, too.
/// Signatures are checked here, whoever sent the receipts.
/// </summary>
internal static class MoveVerifyCommand
{
    public static Command Build()
    {
        var what = new Argument<string>("FILE|ID") { Description = "A file of receipts, or the id of a move" };
        var user = MoveReceiptsCommand.User();
        var key = new Option<FileInfo?>("--key") { Description = "The file of the public key (default: the server is asked)" };
        return Session.Verb(new Command("verify", "Checks receipts: a file's, or a move's against what the pools hold now") { what, user, key }, async (session, parsed, cancel) =>
        {
            var (name, only, keyFile) = (parsed.GetRequiredValue(what), parsed.GetValue(user), parsed.GetValue(key));
            if (keyFile is { Exists: false }) return session.Fail($"There is no file {keyFile}", ExitCode.BadUsage);
            var pem = keyFile is null ? await session.Client.ReceiptKey(cancel) : await File.ReadAllTextAsync(keyFile.FullName, cancel);
            if (ReceiptPublicKey.OfPem(pem) is not { } publicKey) return session.Fail($"{keyFile?.ToString() ?? "What the server sent"} is no public key that receipts are signed with", ExitCode.BadUsage);

            var findings = File.Exists(name) ? InFile(name, publicKey, cancel) : OfMove(session, name, only, publicKey, cancel);
            var receipts = new List<CheckedReceipt>();
            await foreach (var finding in findings)
                if (only is null || finding.User.Length == 0 || string.Equals(finding.User, Bare(only), StringComparison.OrdinalIgnoreCase)) receipts.Add(finding);
            if (receipts.Count == 0) return session.Fail(File.Exists(name) ? $"There is no receipt in {name}" : "Nobody was moved by it: there are no receipts", ExitCode.Refused);
            var answer = new CheckAnswer(Count(receipts, "valid"), Count(receipts, "altered"), Count(receipts, "other-key"), Count(receipts, "not-a-receipt"), receipts);
            session.Answer(answer, CliJson.Default.CheckAnswer, screen => ReceiptText.Answer(answer, screen));
            return answer.Valid == receipts.Count ? ExitCode.Done : ExitCode.Refused;
        });
    }

    private static async IAsyncEnumerable<CheckedReceipt> InFile(string file, ReceiptPublicKey key, [EnumeratorCancellation] CancellationToken cancel)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(file, cancel))
        {
            number++;
            if (line.Length > 0) yield return ReceiptText.Of(ReceiptCheck.Check(line, key), number);
        }
    }

    private static async IAsyncEnumerable<CheckedReceipt> OfMove(Session session, string id, string? user, ReceiptPublicKey key, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var now in session.Client.ReceiptsNow(id, user, cancel)) yield return ReceiptText.Of(ReceiptCheck.Check(now.Receipt, key), now);
    }

    private static string Bare(string address) => address.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? address[4..] : address;

    private static int Count(List<CheckedReceipt> receipts, string verdict) => receipts.Count(r => r.Verdict == verdict);
}
