using System.CommandLine;
using System.Text.Json.Nodes;
using Godwit.Load.Measure;
using Godwit.Load.Moves;
using Godwit.Moves;

namespace Godwit.Load.Xmpp;

/// <summary>
/// The same rosters brought from one server to another: by prosody's and ejabberd's own export and import, for which nobody may be signed in, and by a move
/// (fenced, verified, switched in the directory, with receipts and a copy kept for undo). The ratio is to the faster of the two.
/// </summary>
internal static class XmppCommand
{
    private const double Bar = 10;

    public static Command Build()
    {
        var users = new Option<int>("--users") { DefaultValueFactory = _ => 5_000, Description = "How many users, with 50 contacts each" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "Turns of all three" };
        var json = new Option<bool>("--json");
        var command = new Command("xmpp", "Rosters moved, against prosody's and ejabberd's own export and import") { users, rounds, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var count = parsed.GetValue(users);
            List<double> prosody = [], ejabberd = [], godwit = [];
            for (var round = 0; round < parsed.GetValue(rounds); round++)
            {
                prosody.Add(count / await In(root => ProsodyPeer.Run(root, count, cancel)));
                ejabberd.Add(count / await In(root => EjabberdPeer.Run(root, count, cancel)));
                godwit.Add(count / await In(root => Move(root, count, cancel)));
                await Console.Error.WriteLineAsync($"Round {round + 1}: prosody {Figures.Text(prosody[^1])} users/s, ejabberd {Figures.Text(ejabberd[^1])}, godwit {Figures.Text(godwit[^1])}");
            }

            var (ofProsody, ofEjabberd) = (Figures.Median(godwit) / Figures.Median(prosody), Figures.Median(godwit) / Figures.Median(ejabberd));
            var ratio = Math.Min(ofProsody, ofEjabberd);
            await Console.Error.WriteLineAsync($"{Figures.Text(ofProsody)} × prosody, {Figures.Text(ofEjabberd)} × ejabberd (bar {Bar})");
            if (parsed.GetValue(json))
                Figures.PrintJson(new JsonObject
                {
                    ["benchmark"] = "xmpp",
                    ["ratio"] = Math.Round(ratio, 2),
                    ["bar"] = Bar,
                    ["users"] = count,
                    ["prosodyUsersPerSecond"] = Math.Round(Figures.Median(prosody), 1),
                    ["ejabberdUsersPerSecond"] = Math.Round(Figures.Median(ejabberd), 1),
                    ["godwitUsersPerSecond"] = Math.Round(Figures.Median(godwit), 1),
                });
            return ratio >= Bar ? 0 : 1;
        });
        return command;
    }

    private static async Task<double> Move(string root, int users, CancellationToken cancel)
    {
        await MoveForest.Fill(root, users, users, Rosters.Of, cancel);
        await using var forest = await MoveForest.Open(root, new MoveOptions(), cancel);
        return await forest.MoveAll(users, cancel);
    }

    private static async Task<double> In(Func<string, Task<double>> run)
    {
        var root = System.IO.Directory.CreateTempSubdirectory("godwit-xmpp-").FullName;
        try
        {
            return await run(root);
        }
        finally
        {
            System.IO.Directory.Delete(root, recursive: true);
        }
    }
}
