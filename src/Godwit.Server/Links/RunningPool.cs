using Godwit.FrontEnd.Calls;
using Godwit.Pool.Homes;
using Orleans;

namespace Godwit.Server.Links;

/// <summary>What of a pool exists only while it runs: its grains, which homes are in memory, whose enhanced presence mode is set, and who is calling.</summary>
public sealed record RunningPool(IGrainFactory Grains, ActiveHomes Homes, RichModes Modes, RunningCalls Calls);
