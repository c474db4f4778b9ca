using Orleans;

namespace Godwit.Pool.Permissions;

public enum AceType { All, Domain, User }

/// <summary>An access control entry of the 2005 model ([MS-SIP] §2.2.3).</summary>
/// <param name="Mask">"" for All; a domain; or a user's address without <c>sip:</c>, lower case.</param>
/// <param name="Rights">Two letters of A allow, D deny, P prompt, B polite block: to see presence, to communicate. E.g. <c>BD</c>.</param>
[GenerateSerializer, Immutable, Alias("godwit.Ace")]
public sealed record Ace([property: Id(0)] AceType Type, [property: Id(1)] string Mask, [property: Id(2)] string Rights);

/// <summary>A member of a container of the 2007 model ([MS-PRES]). Type: user, domain, sameEnterprise, federated, publicCloud, everyone.</summary>
[GenerateSerializer, Immutable, Alias("godwit.ContainerMember")]
public sealed record ContainerMember([property: Id(0)] int Container, [property: Id(1)] string Type, [property: Id(2)] string Value);

/// <summary>The version of a container: rises with each change of its members. Ids: 32000 blocked, 400, 300, 200, 100; 0–3 the user's own.</summary>
[GenerateSerializer, Immutable, Alias("godwit.ContainerVersion")]
public sealed record ContainerVersion([property: Id(0)] int Container, [property: Id(1)] int Version);

/// <summary>Somebody who put this user on her list ("added you"); acknowledged once the user was told.</summary>
[GenerateSerializer, Immutable, Alias("godwit.Subscriber")]
public sealed record Subscriber([property: Id(0)] string Address, [property: Id(1)] string DisplayName, [property: Id(2)] bool Acknowledged);
