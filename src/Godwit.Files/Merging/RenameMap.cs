using System.Collections.Immutable;
using Godwit.Files.Foreign;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Permissions;
using Godwit.Pool.Users;

namespace Godwit.Files.Merging;

/// <summary>Addresses and domains that have others now. A renamed address goes before its domain.</summary>
public sealed class RenameMap
{
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public bool IsEmpty => _names.Count == 0;

    /// <summary>Null when it is taken; else one sentence. Both are addresses, or both are domains.</summary>
    public string? Add(string old, string now)
    {
        var (from, to) = (Bare(old), Bare(now));
        if (from.Contains('@', StringComparison.Ordinal) != to.Contains('@', StringComparison.Ordinal)) return $"'{old}' and '{now}' are not both addresses or both domains";
        if (!SipAddress.TryParse(to.Contains('@', StringComparison.Ordinal) ? to : "x@" + to, out _)) return $"'{now}' is neither an address nor a domain";
        if (from.Length == 0) return "A rename needs the old name";
        return _names.TryAdd(from, to) ? null : $"'{old}' is renamed twice";
    }

    /// <summary>An address, with or without <c>sip:</c>; what is none, and what is not renamed, stays.</summary>
    public string Address(string text)
    {
        var bare = Bare(text);
        if (_names.TryGetValue(bare, out var now)) return now;
        var at = bare.LastIndexOf('@');
        return at > 0 && _names.TryGetValue(bare[(at + 1)..], out var domain) ? bare[..(at + 1)] + domain : text;
    }

    public string Domain(string text) => _names.GetValueOrDefault(text, text);

    public FileUser Apply(FileUser file)
    {
        if (IsEmpty) return file;
        var data = file.Data;
        var (old, now) = (data.Address, SipAddress.TryParse(Address(data.Address.Value), out var renamed) ? renamed : data.Address);
        return file with
        {
            Data = data with
            {
                Address = now,
                Contacts = [.. data.Contacts.Select(c => c with { Uri = Address(c.Uri) }).DistinctBy(c => c.Uri, StringComparer.OrdinalIgnoreCase)],
                Aces = [.. data.Aces.Select(a => a with { Mask = Mask(a) }).DistinctBy(a => (a.Type, a.Mask))],
                Members = [.. data.Members.Select(m => m with { Value = Value(m) }).Distinct()],
                Subscribers = [.. data.Subscribers.Select(s => s with { Address = Address(s.Address) }).DistinctBy(s => s.Address, StringComparer.OrdinalIgnoreCase)],
                Meetings = old == now ? data.Meetings : [.. data.Meetings.Select(m => m with { Content = m.Content.Replace(old.Uri, now.Uri, StringComparison.OrdinalIgnoreCase) })],
            },
            Foreign = [.. file.Foreign.Select(p => p.Contact is { } contact ? p with { At = ForeignPart.OfContact(Address(contact)) } : p)],
        };
    }

    private string Mask(Ace ace) => ace.Type switch
    {
        AceType.User => Address(ace.Mask),
        AceType.Domain => Domain(ace.Mask),
        _ => ace.Mask,
    };

    private string Value(ContainerMember member) => member.Type switch
    {
        MemberTypes.User => Address(member.Value),
        MemberTypes.Domain => Domain(member.Value),
        _ => member.Value,
    };

    private static string Bare(string text)
    {
        text = text.Trim();
        return text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
    }
}
