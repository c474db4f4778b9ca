using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Godwit.Load.Clients;
using Godwit.Load.Measure;
using Godwit.Load.Peers;

namespace Godwit.Load.Memory;

/// <summary>
/// What a signed-in user costs the server beyond her connection: clients of 2007 R2 do what they do after a sign-in, step by step, everybody with 50 contacts who are
/// signed in, too. After each step the server collects its garbage, and its memory is read.
/// </summary>
internal static class MemoryCommand
{
    private const string Domain = "load.test";
    private const int Contacts = 50;
    private const double BarKilobytes = 20;
    private const string Client = "UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)";
    private const string Supported =
        "Supported: ms-benotify\r\nSupported: ms-piggyback-first-notify\r\nSupported: com.microsoft.autoextend\r\nSupported: msrtc-event-categories\r\n";

    private static readonly int[] StateContainers = [2, 3];

    public static Command Build()
    {
        var users = new Option<int>("--users") { DefaultValueFactory = _ => 15_000 };
        var json = new Option<bool>("--json");
        var command = new Command("memory", "Memory of a signed-in user with 50 contacts") { users, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("godwit-load-").FullName;
            try
            {
                return await Measure(folder, parsed.GetValue(users), parsed.GetValue(json), cancel);
            }
            finally
            {
                System.IO.Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> Measure(string folder, int users, bool json, CancellationToken cancel)
    {
        await using var server = new GodwitServer(folder, Domain, users, contacts: Contacts);
        await server.Start(cancel);
        using (var warm = new Crowd(Domain, userAgent: Client, supported: Supported))
        {
            // What the program needs only once is not counted.
            foreach (var (_, what) in Steps(warm, server.Port, users / 10, cancel)) await what();
        }

        using var crowd = new Crowd(Domain, userAgent: Client, supported: Supported);
        var last = await Collected(folder, server.ProcessId, cancel);
        var (sum, figures) = (0d, new JsonObject { ["benchmark"] = "memory", ["users"] = users, ["contacts"] = Contacts });
        foreach (var (name, what) in Steps(crowd, server.Port, users, cancel))
        {
            await what();
            var now = await Collected(folder, server.ProcessId, cancel);
            var (live, process) = ((now.Live - last.Live) / 1024d / users, (now.Process - last.Process) / 1024d / users);
            if (name != "connection") sum += process;
            await Console.Error.WriteLineAsync($"{name}: {process:0.0} KB a user, {live:0.0} of it live objects ({now.Process / 1e6:0} MB in all)");
            figures[name] = new JsonObject { ["processKB"] = Math.Round(process, 1), ["liveKB"] = Math.Round(live, 1) };
            last = now;
        }

        await Console.Error.WriteLineAsync($"A signed-in user beyond her connection: {sum:0.0} KB (bar {BarKilobytes})");
        (figures["ratio"], figures["bar"]) = (Math.Round(sum, 1), BarKilobytes);
        if (json) Figures.PrintJson(figures);
        return sum <= BarKilobytes ? 0 : 1;
    }

    private static (string Name, Func<Task> Do)[] Steps(Crowd crowd, int port, int users, CancellationToken cancel) =>
    [
        ("connection", () => crowd.Connect(users, _ => port, cancel)),
        ("sign-in", () => crowd.Register(cancel)),
        ("contacts and own data", () => Crowd.ForEach(crowd.Users, 32, user => OwnData(crowd, user), cancel)),
        ("presence published", () => Crowd.ForEach(crowd.Users, 32, user => Publish(crowd, user), cancel)),
        ("presence of 50 contacts", () => Crowd.ForEach(crowd.Users, 32, user => Watch(crowd, user, users), cancel)),
    ];

    private static async Task OwnData(Crowd crowd, SipUser user)
    {
        var self = $"sip:{user.Address}";
        await crowd.Ask(user, "SUBSCRIBE", self, "contacts", $"Event: vnd-microsoft-roaming-contacts\r\nAccept: application/vnd-microsoft-roaming-contacts+xml\r\n{Supported}Expires: 7200\r\n");
        await crowd.Ask(
            user, "SUBSCRIBE", self, "self",
            $"Event: vnd-microsoft-roaming-self\r\nAccept: application/vnd-microsoft-roaming-self+xml\r\n{Supported}Content-Type: application/vnd-microsoft-roaming-self+xml\r\nExpires: 7200\r\n",
            "<roamingList xmlns=\"http://schemas.microsoft.com/2006/09/sip/roaming-self\"><roaming type=\"categories\"/><roaming type=\"containers\"/><roaming type=\"subscribers\"/></roamingList>");
    }

    private static Task<string?> Publish(Crowd crowd, SipUser user)
    {
        var state = "<state xmlns=\"http://schemas.microsoft.com/2006/09/sip/state\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" manual=\"false\" xsi:type=\"machineState\"><availability>3500</availability></state>";
        return crowd.Ask(
            user, "SERVICE", $"sip:{user.Address}", "publish", "Content-Type: application/msrtc-category-publish+xml\r\n",
            $"<publish xmlns=\"http://schemas.microsoft.com/2006/09/sip/rich-presence\"><publications uri=\"sip:{user.Address}\">" +
            string.Concat(StateContainers.Select(c => $"<publication categoryName=\"state\" instance=\"{user.Index + 1}\" container=\"{c}\" version=\"0\" expireType=\"endpoint\">{state}</publication>")) +
            "</publications></publish>");
    }

    private static Task<string?> Watch(Crowd crowd, SipUser user, int users) => crowd.Ask(
        user, "SUBSCRIBE", $"sip:{user.Address}", "presence",
        $"Event: presence\r\nAccept: application/msrtc-event-categories+xml, application/rlmi+xml, multipart/related\r\nRequire: adhoclist, categoryList\r\n{Supported}" +
        "Content-Type: application/msrtc-adrl-categorylist+xml\r\nExpires: 7200\r\n",
        $"<batchSub xmlns=\"http://schemas.microsoft.com/2006/01/sip/batch-subscribe\" uri=\"sip:{user.Address}\" name=\"\"><action name=\"subscribe\" id=\"1\"><adhocList>" +
        string.Concat(Enumerable.Range(1, Contacts).Select(c => $"<resource uri=\"sip:{crowd.Users[(user.Index + c) % users].Address}\"/>")) +
        "</adhocList><categoryList xmlns=\"http://schemas.microsoft.com/2006/09/sip/categorylist\"><category name=\"state\"/><category name=\"note\"/><category name=\"contactCard\"/></categoryList></action></batchSub>");

    /// <summary>The server's memory and the live objects in it, in octets, once it has collected.</summary>
    private static async Task<(long Process, long Live)> Collected(string folder, int process, CancellationToken cancel)
    {
        for (var i = 0; i < 2; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancel);
            using var kill = Process.Start("kill", ["-CONT", process.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(cancel);
        }

        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancel);
        return (ProcessMemory.Pss(process), long.Parse(await File.ReadAllTextAsync(Path.Combine(folder, RegistrarCommand.HeapFile), cancel), System.Globalization.CultureInfo.InvariantCulture));
    }
}
