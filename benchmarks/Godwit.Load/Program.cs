using System.CommandLine;
using Godwit.Load.Api;
using Godwit.Load.Memory;
using Godwit.Load.Messages;
using Godwit.Load.Moves;
using Godwit.Load.Pause;
using Godwit.Load.Peers;
using Godwit.Load.Presence;
using Godwit.Load.Register;
using Godwit.Load.Xmpp;
using Godwit.Server.Hosting;
using Godwit.Storage.Sqlite;

// Server and generator alike.
SocketThreads.CompleteInline();
SqliteLibrary.Prepare();
var root = new RootCommand("Godwit's benchmarks: each compares with a peer or a physical floor in the same run and ends with a ratio")
{
    ApiCommand.Build(),
    ConsoleCommand.Build(),
    MemoryCommand.Build(),
    MessagesCommand.Build(),
    MovesCommand.Build(),
    PauseCommand.Build(),
    PresenceCommand.Build(),
    RegisterCommand.Build(),
    RegistrarCommand.Build(),
    XmppCommand.Build(),
};
return await root.Parse(args).InvokeAsync();
