using Godwit.Admin.Users;
using Godwit.PowerShell.Objects;

namespace Godwit.PowerShell.Identities;

/// <summary>
/// Whom somebody means: a SIP address, a logon name with or without its domain, a distinguished name, or an address, logon name or display name with wildcards. Users that
/// other cmdlets wrote are taken as they are.
/// </summary>
public sealed class UserIdentity
{
    public UserIdentity(string identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Text = identity.Trim();
        if (Text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase)) Text = Text[4..];
    }

    public UserIdentity(CsUser user)
        : this((user ?? throw new ArgumentNullException(nameof(user))).Address) => User = user.View;

    public UserIdentity(MovedUser user)
        : this((user ?? throw new ArgumentNullException(nameof(user))).Address)
    {
    }

    public string Text { get; }

    /// <summary>Another cmdlet found her; null when that is still to be done.</summary>
    internal UserView? User { get; }

    public bool HasWildcards => Text.AsSpan().ContainsAny('*', '?');

    /// <summary>The server knows her by it without being asked to search.</summary>
    public bool IsAddress => !HasWildcards && !IsDistinguishedName && Text.Contains('@', StringComparison.Ordinal);

    public bool IsDistinguishedName => Text.Contains('=', StringComparison.Ordinal);

    /// <summary>GODWIT\alice → alice</summary>
    public string Login => Text[(Text.IndexOf('\\', StringComparison.Ordinal) + 1)..];

    /// <summary>The container of a distinguished name.</summary>
    public string Container => Text[(Text.IndexOf(',', StringComparison.Ordinal) + 1)..];

    public override string ToString() => Text;
}
