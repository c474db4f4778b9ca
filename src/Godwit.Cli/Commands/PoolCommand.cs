using System.CommandLine;
using Godwit.Cli.Completion;

namespace Godwit.Cli.Commands;

internal static class PoolCommand
{
    public static Command Build() => new("pool", "Pools of the forest")
    {
        PoolListCommand.Build(), PoolShowCommand.Build(), PoolStateCommand.Build(start: true), PoolStateCommand.Build(start: false), PoolRetireCommand.Build(),
    };

    public static Argument<string> Fqdn() => new Argument<string>("FQDN") { Description = "The pool's fully qualified name, e.g. lcs01.godwit.test" }.OfPools();
}
