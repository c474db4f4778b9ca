using System.Net;
using Godwit.FrontEnd.Connections;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Pipeline;

/// <summary>Notes on the topmost Via where the request really came from (RFC 3261 §18.2.1, RFC 3581 §4).</summary>
public static class SourceAddress
{
    public static void Note(SipRequest request, ISipConnection connection)
    {
        if (connection.Remote is not IPEndPoint remote) return;
        var at = request.Headers.IndexOf(HeaderNames.Via);
        if (at < 0) return;

        Span<byte> address = stackalloc byte[64];
        var ip = remote.Address.IsIPv4MappedToIPv6 ? remote.Address.MapToIPv4() : remote.Address;
        if (!ip.TryFormat(address, out var length)) return;
        var line = request.Headers[at].Value.Span;
        var first = line.IndexOf((byte)',') is >= 0 and var comma ? line[..comma] : line;
        // Most clients say their address and ask for nothing: then there is nothing to add, and nothing is parsed.
        var asksForPort = first.IndexOf(";rport"u8) >= 0;
        if (!asksForPort && SentByIs(first, address[..length])) return;

        if (!Via.TryParse(request.Headers[at].Text, out var via)) return;
        if (asksForPort && via.Parameter("rport") is "") via = via.With("rport", remote.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (asksForPort || !via.Host.Trim('[', ']').Equals(ip.ToString(), StringComparison.OrdinalIgnoreCase)) via = via.With("received", ip.ToString());

        var text = request.Headers[at].Text;
        request.Headers.ReplaceAt(at, via + text[HeaderValues.EndOfFirst(text)..]);
    }

    private static bool SentByIs(ReadOnlySpan<byte> via, ReadOnlySpan<byte> address)
    {
        var found = via.IndexOf(address);
        if (found <= 0 || via[found - 1] != ' ') return false;
        var end = found + address.Length;
        return end == via.Length || via[end] is (byte)':' or (byte)';' or (byte)' ';
    }
}
