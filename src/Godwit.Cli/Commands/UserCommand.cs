using System.CommandLine;
using Godwit.Cli.Completion;

namespace Godwit.Cli.Commands;

internal static class UserCommand
{
    public static Command Build() => new("user", "Users of the forest")
    {
        UserListCommand.Build(), UserShowCommand.Build(), UserAddCommand.Build(), UserEnableCommand.Build(enable: true), UserEnableCommand.Build(enable: false),
        UserClientsCommand.Build(),
    };

    /// <summary>The ADDRESS that most verbs of users take.</summary>
    public static Argument<string> Address() => new Argument<string>("ADDRESS") { Description = "alice@godwit.test, with or without sip:, any case" }.OfUsers();
}
