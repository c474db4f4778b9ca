using Godwit.Pool.Users;

namespace Godwit.Links.Management;

/// <summary>The directory's doors as pool hosts may use them.</summary>
public sealed record ForestDoorsOffered(IUserDirectory Users, IGroupDirectory Groups, IUserSecrets Secrets);
