using System.Buffers;
using Godwit.Pool.Users;

namespace Godwit.Moves.Planning;

/// <summary>Which addresses can stand in a SIP URI as they are. A directory may hold others; their users can't be reached, so they can't be moved.</summary>
public static class AddressRule
{
    // RFC 3261 §25.1: unreserved, user-unreserved and the escape.
    private static readonly SearchValues<char> UserPart = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()&=+$,;?/%");
    private static readonly SearchValues<char> HostPart = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>The first character that may not be there; null when all is well.</summary>
    public static char? FirstInvalid(SipAddress address)
    {
        if (address.User.AsSpan().IndexOfAnyExcept(UserPart) is >= 0 and var inUser) return address.User[inUser];
        if (address.Domain.AsSpan().IndexOfAnyExcept(HostPart) is >= 0 and var inHost) return address.Domain[inHost];
        return address.Domain[0] is '.' or '-' ? address.Domain[0] : address.Domain[^1] is '.' or '-' ? address.Domain[^1] : null;
    }
}
