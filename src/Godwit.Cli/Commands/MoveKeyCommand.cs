using System.CommandLine;
using Godwit.Cli.Output;
using Godwit.Receipts;

namespace Godwit.Cli.Commands;

internal static class MoveKeyCommand
{
    public static Command Build() => Session.Verb(new Command("key", "The public key that receipts of moves are checked with"), async (session, _, cancel) =>
    {
        var pem = await session.Client.ReceiptKey(cancel);
        session.Answer(new PublicKeyAnswer(ReceiptPublicKey.OfPem(pem)?.Id ?? "", pem), CliJson.Default.PublicKeyAnswer, screen => screen.Line(pem.TrimEnd()));
        return ExitCode.Done;
    });
}
