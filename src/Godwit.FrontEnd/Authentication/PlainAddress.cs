using System.Buffers;
using System.Text;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Authentication;

/// <summary>The address in the spelling that nearly all clients use, <c>&lt;sip:alice@godwit.test&gt;</c>: one text is made of it, and that is the address. Pure.</summary>
internal static class PlainAddress
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._@"u8);

    /// <summary>Null says nothing: the header may be spelled otherwise. Its parameters were looked at by whoever checked the request.</summary>
    public static SipAddress? In(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith("<sip:"u8)) return null;
        var uri = header["<sip:".Length..];
        var end = uri.IndexOf((byte)'>');
        if (end < 0 || uri[..end].ContainsAnyExcept(Plain)) return null;
        return SipAddress.TryParse(Encoding.ASCII.GetString(uri[..end]), out var address) ? address : null;
    }
}
