using System.Globalization;
using System.Text;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Clients;

/// <summary>What a registrar wants to know of a Contact; a client's other parameters are not even looked at.</summary>
/// <param name="Flow">The reg-id; without an instance it means nothing (RFC 5626 §6).</param>
internal readonly record struct AskedContact(string Uri, string? Instance, TimeSpan? Expires, uint? Flow)
{
    private const int LongestOnStack = 512;

    /// <summary>All Contacts of a message; false when one is malformed.</summary>
    /// <param name="known">Stands for a URI that is the same.</param>
    public static bool TryReadAll(SipHeaders headers, string? known, out List<AskedContact> contacts)
    {
        contacts = new List<AskedContact>(1);
        Span<char> scratch = stackalloc char[LongestOnStack];
        for (var i = 0; i < headers.Count; i++)
        {
            if (!headers[i].Is(HeaderNames.Contact)) continue;
            var line = headers[i].Value.Span;
            var text = line.Length <= scratch.Length ? scratch : new char[line.Length];
            var values = new NameAddressValues(text[..Encoding.UTF8.GetChars(line, text)]);
            while (values.Next()) contacts.Add(Of(values, known));
            if (!values.IsSound) return false;
        }

        return true;
    }

    private static AskedContact Of(in NameAddressValues value, string? known)
    {
        var instance = value.Parameter("+sip.instance");
        return new AskedContact(
            value.Uri.SequenceEqual(known) ? known! : value.Uri.ToString(), instance, Number(value.Parameter("expires")) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            instance is { Length: > 0 and <= 256 } && Number(value.Parameter("reg-id")) is > 0 and var flow ? flow : null);
    }

    /// <summary>RFC 3261 §10.2.1.1: a malformed value counts as none given.</summary>
    private static uint? Number(string? text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
