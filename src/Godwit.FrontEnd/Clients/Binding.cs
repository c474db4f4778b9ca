using System.Globalization;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Clients;

/// <summary>One Contact of a REGISTER (RFC 3261 §10.2.1): the endpoint it names, where it is, and for how long.</summary>
/// <param name="Contact">The URI, as it stood between the brackets.</param>
/// <param name="Instance">+sip.instance URN, when it gave one.</param>
/// <param name="Expires">Zero = take it away. Not yet limited to what the server grants.</param>
public sealed record Binding(EndpointKey Endpoint, string Contact, string? Instance, TimeSpan Expires)
{
    /// <summary>The proxies on the way to it; null when there are none.</summary>
    public string? Path { get; init; }
}

/// <summary>The bindings that a REGISTER asks for.</summary>
/// <param name="All"><c>Contact: *</c>: take all of the user's bindings away.</param>
/// <param name="Problem">One sentence when the request can't be understood; then the rest means nothing.</param>
public readonly record struct Bindings(IReadOnlyList<Binding> List, bool All, string? Problem)
{
    /// <summary>How the REGISTER came.</summary>
    public RegisterPath Way { get; init; }

    private const int MostContacts = 16;

    /// <param name="known">A Contact of hers that is known: one that is the same costs no text.</param>
    public static Bindings Read(SipRequest request, SipAddress user, TimeSpan granted, string? known = null)
    {
        var asked = Seconds(request.Headers.GetBytes(HeaderNames.Expires).Span) ?? granted;
        if (!request.Headers.Has(HeaderNames.Contact)) return new([], false, null);
        if (!AskedContact.TryReadAll(request.Headers, known, out var contacts) || contacts.Count == 0) return Bad("A Contact header is malformed");
        if (contacts.Count > MostContacts) return Bad($"At most {MostContacts} Contacts fit into one REGISTER");
        foreach (var contact in contacts)
        {
            if (contact.Uri != "*") continue;
            // RFC 3261 §10.2.2: the wildcard stands alone, and only with Expires: 0.
            return contacts.Count == 1 && asked == TimeSpan.Zero ? new([], true, null) : Bad("Contact: * must stand alone and with Expires: 0");
        }

        var epid = HeaderBytes.Epid(request);
        var flows = 0;
        foreach (var contact in contacts)
            if (epid is null && contact.Flow is not null) flows++;
        // RFC 5626 §6: a flow is one connection, so it is one Contact.
        if (flows > 1) return Bad("Only one Contact may have a reg-id");
        var way = RegisterPath.Read(request, flows == 1);
        var bindings = new Binding[contacts.Count];
        for (var i = 0; i < bindings.Length; i++)
        {
            var contact = contacts[i];
            if (contact.Uri.Length > 454) return Bad("A Contact is longer than 454 characters");
            // One epid names one endpoint; further Contacts of the same request are endpoints by themselves.
            var id = i == 0 && epid is not null ? epid : contact.Instance is { Length: > 0 and <= 256 } ? contact.Instance : contact.Uri;
            // RFC 5626 §6: the flows of one instance are bindings of their own.
            if (way.IsOutbound && contact.Flow is { } flow) id = $"{id};reg-id={flow}";
            bindings[i] = new Binding(new EndpointKey(user, id), contact.Uri, string.IsNullOrEmpty(contact.Instance) ? null : contact.Instance, contact.Expires ?? asked)
            {
                Path = way.Path,
            };
        }

        return new(bindings, false, null) { Way = way };
    }

    /// <summary>RFC 3261 §10.2.1.1: a malformed value counts as none given.</summary>
    private static TimeSpan? Seconds(ReadOnlySpan<byte> text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private static Bindings Bad(string problem) => new([], false, problem);
}
