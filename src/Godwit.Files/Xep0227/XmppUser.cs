using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Users;

namespace Godwit.Files.Xep0227;

/// <summary>What has been read of one XMPP user so far, and what becomes of it here.</summary>
internal sealed class XmppUser(long line, string jid)
{
    private readonly ImmutableArray<FileSkip>.Builder _skips = ImmutableArray.CreateBuilder<FileSkip>();
    private readonly List<ContactGroup> _groups = [ContactRules.OtherContacts];
    private readonly List<Contact> _contacts = [];
    private readonly List<Subscriber> _subscribers = [];
    private readonly List<string> _blocked = [];

    public bool HasRoster { get; set; }

    public bool HasBlocks { get; set; }

    public void Skip(long at, string what, string why) => _skips.Add(new FileSkip(at, jid, what, why));

    /// <param name="subscription">Of the roster: to and both = she sees the contact; from and both = the contact sees her.</param>
    public void Item(long at, string contact, string name, string subscription, IReadOnlyList<string> groups)
    {
        if (subscription == "remove") return;
        if (!SipAddress.TryParse(Bare(contact), out var address))
        {
            Skip(at, $"contact {contact}", $"'{contact}' is not an address like alice@example.org");
            return;
        }
        var ids = groups.Select(Group).Distinct().Order().ToImmutableArray();
        _contacts.Add(new Contact(address.Value, name, ids.IsEmpty ? [ContactRules.OtherContacts.Id] : ids, subscription is "to" or "both", "", null));
        if (subscription is "from" or "both") _subscribers.Add(new Subscriber(address.Value, name, true));
    }

    /// <summary>A user or a domain.</summary>
    public void Block(long at, string whom)
    {
        var bare = Bare(whom).ToLowerInvariant();
        if (SipAddress.TryParse(bare.Contains('@', StringComparison.Ordinal) ? bare : "x@" + bare, out _))
        {
            if (!_blocked.Contains(bare)) _blocked.Add(bare);
        }
        else
        {
            Skip(at, $"block of {whom}", $"'{whom}' is neither a user nor a domain");
        }
    }

    public FileRecord End()
    {
        if (!SipAddress.TryParse(jid, out var owner)) return FileRecord.Skipped(line, jid, $"'{jid}' is not a SIP address like alice@example.org");
        var kinds = (HasRoster ? DataKinds.Groups | DataKinds.Contacts | DataKinds.Subscribers : DataKinds.None) | (HasBlocks ? DataKinds.Aces | DataKinds.Containers : DataKinds.None);
        var data = UserData.Empty(owner) with
        {
            Groups = [.. _groups],
            Contacts = [.. _contacts.DistinctBy(c => c.Uri)],
            Subscribers = [.. _subscribers.DistinctBy(s => s.Address)],
            // Both faces of permissions (PermissionRules).
            Aces = [.. _blocked.Select(b => new Ace(IsUser(b) ? AceType.User : AceType.Domain, b, "BD"))],
            Members = [.. _blocked.Select(b => new ContainerMember(ContainerIds.Blocked, IsUser(b) ? MemberTypes.User : MemberTypes.Domain, b))],
            Containers = _blocked.Count == 0 ? [] : [new ContainerVersion(ContainerIds.Blocked, 1)],
        };
        return new FileRecord(line, jid, new FileUser(kinds, data), _skips.ToImmutable());
    }

    private int Group(string name)
    {
        if (_groups.Find(g => string.Equals(g.Name, name, StringComparison.OrdinalIgnoreCase)) is { } known) return known.Id;
        _groups.Add(new ContactGroup(_groups.Count + 1, name, ""));
        return _groups.Count;
    }

    private static bool IsUser(string text) => text.Contains('@', StringComparison.Ordinal);

    /// <summary>Without resource.</summary>
    private static string Bare(string text) => text.Split('/')[0].Trim();
}
