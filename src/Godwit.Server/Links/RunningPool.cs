using Godwit.Pool.Homes;
using Orleans;

namespace Godwit.Server.Links;

/// <summary>What of a pool exists only while it runs: its grains, and which homes are in memory.</summary>
public sealed record RunningPool(IGrainFactory Grains, ActiveHomes Homes);
