using System.CommandLine;
using System.Globalization;
using Godwit.Cli.Completion;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

internal static class MoveReceiptsCommand
{
    public static Command Build()
    {
        var id = MoveShowCommand.Id();
        var user = User();
        var file = new Option<FileInfo>("--out") { Description = "The file to write them to, a line of JSON each", Required = true };
        return Session.Verb(new Command("receipts", "Writes the signed receipts of a move's users into a file") { id, user, file }, async (session, parsed, cancel) =>
        {
            var to = parsed.GetRequiredValue(file);
            if (OutFile.Problem(to) is { } problem) return session.Fail(problem, ExitCode.BadUsage);
            StreamWriter? text = null;
            var receipts = 0;
            try
            {
                await foreach (var line in session.Client.Receipts(parsed.GetRequiredValue(id), parsed.GetValue(user), cancel))
                {
                    // The file is not touched before there is something to write.
                    text ??= new StreamWriter(OutFile.Open(to));
                    await text.WriteAsync($"{line}\n");
                    receipts++;
                }
            }
            finally
            {
                if (text is not null) await text.DisposeAsync();
            }

            if (receipts == 0) return session.Fail("Nobody was moved by it: there are no receipts", ExitCode.Refused);
            session.Answer(new ReceiptsAnswer(receipts, to.FullName), CliJson.Default.ReceiptsAnswer, screen => screen.Line(string.Create(CultureInfo.InvariantCulture, $"{receipts} receipts written to {to}.")));
            return ExitCode.Done;
        });
    }

    public static Option<string?> User() => new Option<string?>("--user") { Description = "Only this user's" }.OfUsers();
}
