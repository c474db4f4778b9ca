using Godwit.Pool.Users;

namespace Godwit.Pool.Notices;

/// <summary>Something that a user is to be told in her client, once. Key: user and id.</summary>
public sealed record UserNotice(SipAddress User, string Id, string Text, DateTimeOffset PostedAt);
