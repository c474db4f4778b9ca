using Godwit.Moves;
using Godwit.Pool.Users;

namespace Godwit.Server.Hosting;

/// <summary>The forest's state before anybody is served: directory and back ends, by pool FQDN.</summary>
public sealed record ForestDoors(IUserDirectory Users, IDirectoryEditor Editor, IReadOnlyDictionary<string, IBackEnd> BackEnds);
