namespace Godwit.Admin.Users;

/// <summary>
/// What a user's contact card is to say, by LDAP attribute: displayName, mail, givenName, sn, title, department, company, physicalDeliveryOfficeName,
/// telephoneNumber, mobile, homePhone, l, st, c. Empty = the attribute goes away; what is not named stays.
/// </summary>
public sealed record SetAttributes(IReadOnlyDictionary<string, string?>? Attributes);
