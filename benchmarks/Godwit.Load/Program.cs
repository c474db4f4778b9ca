using System.CommandLine;
using Godwit.Load.Moves;
using Godwit.Load.Pause;
using Godwit.Load.Peers;
using Godwit.Load.Register;

var root = new RootCommand("Godwit's benchmarks: each compares with a peer or a physical floor in the same run and ends with a ratio")
{
    MovesCommand.Build(),
    PauseCommand.Build(),
    RegisterCommand.Build(),
    RegistrarCommand.Build(),
};
return await root.Parse(args).InvokeAsync();
