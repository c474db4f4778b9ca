using System.CommandLine;
using Godwit.Load.Memory;
using Godwit.Load.Messages;
using Godwit.Load.Moves;
using Godwit.Load.Pause;
using Godwit.Load.Peers;
using Godwit.Load.Presence;
using Godwit.Load.Register;
using Godwit.Server.Hosting;

// Server and generator alike.
SocketThreads.CompleteInline();
var root = new RootCommand("Godwit's benchmarks: each compares with a peer or a physical floor in the same run and ends with a ratio")
{
    MemoryCommand.Build(),
    MessagesCommand.Build(),
    MovesCommand.Build(),
    PauseCommand.Build(),
    PresenceCommand.Build(),
    RegisterCommand.Build(),
    RegistrarCommand.Build(),
};
return await root.Parse(args).InvokeAsync();
