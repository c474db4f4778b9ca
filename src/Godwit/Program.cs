using System.CommandLine;
using Godwit.Cli;
using Godwit.Commands;
using Godwit.Server.Hosting;

SocketThreads.CompleteInline();
var root = new RootCommand("Godwit: presence and instant messages on pools, and the moving of users between them");
root.Subcommands.Add(DemoCommand.Build(DemoOnce.Run));
root.Subcommands.Add(ServeCommand.Build());
root.Subcommands.Add(CheckCommand.Build());
foreach (var verb in CliVerbs.Build()) root.Subcommands.Add(verb);
return await CliVerbs.Run(root, args);
