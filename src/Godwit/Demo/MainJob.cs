using System.Diagnostics;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Cli.Output;
using Spectre.Console;

namespace Godwit.Demo;

/// <summary>
/// <c>godwit demo --once</c>: what Godwit is for, from end to end over the wire. Users sign in; one pool is emptied into another while they
/// are signed in and written to; everything is read back over SIP and compared; then a forced move and one of an unassigned user.
/// </summary>
internal sealed class MainJob(AdminClient admin, string password, Screen screen)
{
    private const string Source = "lcs01.godwit.test";
    private const string Target = "r2pool.godwit.test";
    private const string Failing = "ocs07.godwit.test";
    private const int SignedIn = 24;

    private readonly List<MoveView> _moves = [];
    private double _seconds;
    private Dictionary<string, int> _ports = [];

    public async Task<MainJobReport> Run(CancellationToken cancel)
    {
        _ports = (await admin.Pools(cancel)).ToDictionary(p => p.Fqdn, p => PortOf(p.Listeners));
        var users = await admin.Users(cancel);
        var movers = users.Where(u => u.Home == Source).Select(u => u.Address).ToList();
        Say($"{users.Count} users on {_ports.Count} pools; {movers.Count} of them on {Source}.");

        var before = await ReadBack(movers, Source, cancel);
        Say($"Read over SIP on {Source}: {before.Values.Sum(s => s.Contacts)} contacts of {before.Count} users, with groups and permissions.");

        var (lost, sent, messagesLost) = await MoveWhileSignedIn(users.Where(u => u.Home == Target).Select(u => u.Address).ToList(), movers, cancel);
        lost += await Compare(before, cancel);
        lost += await Force(cancel);
        await Unassigned(cancel);

        var (moved, refused, failed) = (_moves.Sum(m => m.Moved), _moves.Sum(m => m.Refused), _moves.Sum(m => m.Failed));
        return new MainJobReport(_moves.Sum(m => m.Users.Count), moved, refused, failed, lost, sent, messagesLost, Math.Round(_seconds, 3), Math.Round(moved / Math.Max(_seconds, 0.001), 1));
    }

    private async Task<(int Lost, int Sent, int MessagesLost)> MoveWhileSignedIn(List<string> others, List<string> movers, CancellationToken cancel)
    {
        var receivers = await SignIn(movers.Take(SignedIn), _ports[Source], cancel);
        var senders = await SignIn(others.Take(4), _ports[Target], cancel);
        foreach (var client in receivers) client.StaySignedIn();
        Say($"{receivers.Count} users of {Source} signed in; {senders.Count} users of {Target} write to them all the while.");

        var chatter = new Chatter(senders, receivers);
        using var stop = new CancellationTokenSource();
        var talking = chatter.Run(stop.Token);
        await Move(new StartMove(Target) { From = Source }, cancel);
        await Task.WhenAll(receivers.Select(r => r.Returned(cancel)));
        await stop.CancelAsync();
        await talking;

        var lost = chatter.Lost();
        Say($"{chatter.Sent} messages sent meanwhile: {chatter.Sent - chatter.Undelivered - lost} arrived once, {chatter.Undelivered} were answered with an error, {lost} lost. " +
            $"{receivers.Count(r => r.Returns > 0)} of {receivers.Count} clients came over by themselves.");
        var strays = receivers.Count(r => r.Returns == 0);
        foreach (var client in receivers.Concat(senders)) await client.DisposeAsync();
        return (strays, chatter.Sent, lost);
    }

    /// <summary>Reads everybody again at the target; how many are not as they were.</summary>
    private async Task<int> Compare(Dictionary<string, Snapshot> before, CancellationToken cancel)
    {
        var after = await ReadBack([.. before.Keys], Target, cancel);
        var lost = 0;
        foreach (var (address, then) in before)
            if (then.Difference(after[address]) is { } difference)
            {
                lost++;
                Say($"{address}: {difference}");
            }

        Say($"Read over SIP on {Target} and compared: {before.Count - lost} of {before.Count} users have all their contacts, groups and permissions.");
        return lost;
    }

    /// <summary>A pool is down and cannot be asked for its user's data: she is re-homed at once, and gets her data when the pool is back.</summary>
    private async Task<int> Force(CancellationToken cancel)
    {
        var user = (await admin.Users(cancel)).First(u => u.Home == Failing).Address;
        var before = await ReadBack([user], Failing, cancel);
        await admin.StopPool(Failing, cancel);
        var move = await Move(new StartMove(Target) { Users = [user], Force = true }, cancel);
        Say($"{Failing} is out of service; {user} was moved by force. Until it is back she lacks: {string.Join(", ", move.Users[0].Lost)}.");
        await admin.StartPool(Failing, cancel);
        return await BackAgain(user, before[user], cancel) ? 0 : 1;
    }

    private async Task<bool> BackAgain(string user, Snapshot before, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        string? difference;
        do
        {
            difference = before.Difference((await ReadBack([user], Target, cancel))[user]);
            if (difference is null)
            {
                Say($"{Failing} is back, and {user} has all that she had.");
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancel);
        }
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(15));
        Say($"{Failing} is back, but for {user} something {difference}");
        return false;
    }

    private async Task Unassigned(CancellationToken cancel)
    {
        const string user = "zoe.unassigned@godwit.test";
        if ((await admin.Users(cancel)).All(u => u.Address != user))
            await admin.Add(new Admin.Users.AddUser(user, "", password, EnhancedPresence: true), cancel);
        await Move(new StartMove(Target) { Unassigned = true }, cancel);
        await ReadBack([user], Target, cancel);
        Say($"{user} was unassigned, was moved, and could sign in.");
    }

    private async Task<MoveView> Move(StartMove request, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var move = await admin.Move(request, cancel);
        await MoveBar.Show(admin.Watch(move.Id, cancel), screen.Progress, cancel);
        _seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
        move = await admin.MoveReport(move.Id, cancel);
        _moves.Add(move);
        foreach (var user in move.Users.Where(u => u.Outcome != "moved")) Say($"{user.Address}: {user.Outcome}: {user.Reason}");
        return move;
    }

    private async Task<Dictionary<string, Snapshot>> ReadBack(IReadOnlyList<string> addresses, string pool, CancellationToken cancel)
    {
        var read = new Dictionary<string, Snapshot>();
        foreach (var chunk in addresses.Chunk(32))
            foreach (var (address, snapshot) in await Task.WhenAll(chunk.Select(a => ReadBack(a, _ports[pool], cancel))))
                read[address] = snapshot;
        return read;
    }

    private async Task<(string, Snapshot)> ReadBack(string address, int port, CancellationToken cancel)
    {
        await using var client = new DemoClient(address, password, port);
        await client.SignIn(cancel);
        return (address, Snapshot.Of(await client.Contacts(cancel), await client.Permissions(cancel)));
    }

    private async Task<List<DemoClient>> SignIn(IEnumerable<string> addresses, int port, CancellationToken cancel)
    {
        var clients = addresses.Select(a => new DemoClient(a, password, port)).ToList();
        foreach (var client in clients) await client.SignIn(cancel);
        return clients;
    }

    private void Say(string sentence) => screen.Progress.WriteLine(sentence);

    private static int PortOf(IReadOnlyList<string> listeners)
    {
        var tcp = listeners.First(l => l.StartsWith("tcp ", StringComparison.Ordinal));
        return int.Parse(tcp[(tcp.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
