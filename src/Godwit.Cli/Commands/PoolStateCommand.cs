using System.CommandLine;
using Godwit.Admin;

namespace Godwit.Cli.Commands;

internal static class PoolStateCommand
{
    public static Command Build(bool start)
    {
        var fqdn = PoolCommand.Fqdn();
        var command = start
            ? new Command("start", "Starts a pool that was stopped") { fqdn }
            : new Command("stop", "Takes a pool out of service: its listeners close, its back end can't be reached") { fqdn };
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            var name = parsed.GetRequiredValue(fqdn);
            var pool = start ? await session.Client.StartPool(name, cancel) : await session.Client.StopPool(name, cancel);
            session.Answer(pool, AdminJson.Default.PoolView, screen => screen.Line($"{pool.Fqdn} is {pool.State}"));
            return ExitCode.Done;
        });
    }
}
