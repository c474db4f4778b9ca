using System.Collections.Immutable;
using System.Xml;
using Godwit.Files.Foreign;
using Godwit.Files.Xml;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Files.Dbimpexp;

/// <summary>What has been read of one user so far.</summary>
internal sealed class ResourceDraft(long line, string address, FileLimits limits)
{
    private readonly ImmutableArray<FileSkip>.Builder _skips = ImmutableArray.CreateBuilder<FileSkip>();
    private long _characters;

    public List<ContactGroup> Groups { get; } = [];

    public List<Contact> Contacts { get; } = [];

    public List<Ace> Aces { get; } = [];

    public List<ContainerVersion> Containers { get; } = [];

    public List<ContainerMember> Members { get; } = [];

    public List<Publication> Publications { get; } = [];

    public List<Subscriber> Subscribers { get; } = [];

    public List<Meeting> Meetings { get; } = [];

    public List<ForeignPart> Foreign { get; } = [];

    public UserAccount Account { get; set; } = UserAccount.New;

    public DataKinds Kinds { get; set; }

    public bool IsTooLong => _characters > limits.RecordLength;

    public void Skip(long at, string what, string why) => _skips.Add(new FileSkip(at, address, what, why));

    /// <summary>Counts what is kept; the reader stops at a user who has too much.</summary>
    public string Keep(string text)
    {
        _characters += text.Length + 32;
        return text;
    }

    public void KeepAttribute(XmlReader xml, string at)
    {
        Kinds |= DataKinds.Foreign;
        Foreign.Add(new ForeignPart(at, true, Keep(xml.Name), xml.NamespaceURI, Keep(xml.Value)));
    }

    /// <summary>The element that we are at, to its end.</summary>
    public void KeepElement(RecordXml xml, string at)
    {
        Kinds |= DataKinds.Foreign;
        var (name, space) = (xml.Node.Name, xml.Node.NamespaceURI);
        Foreign.Add(new ForeignPart(at, false, name, space, Keep(xml.Whole())));
    }

    public FileRecord End(SipAddress owner)
    {
        if (IsTooLong) return FileRecord.Skipped(line, address, $"Has more than {limits.RecordLength} characters of data");
        Decode();
        var data = new UserData(
            owner, Account, [.. Groups], [.. Contacts], [.. Aces], [.. Containers], [.. Members], [.. Publications], [.. Subscribers], [.. Meetings]);
        return new FileRecord(line, address, new FileUser(Kinds, data) { Foreign = [.. Foreign] }, _skips.ToImmutable());
    }

    /// <summary>
    /// Both forms of names and external URIs are about: base64 and plain. A short plain word may look like base64, so all of a user's names, or none, are taken
    /// for base64; the same goes for the URIs.
    /// </summary>
    private void Decode()
    {
        if (AllEncoded(Groups.Select(g => g.Name).Concat(Contacts.Select(c => c.Name))))
        {
            for (var i = 0; i < Groups.Count; i++) Groups[i] = Groups[i] with { Name = XmlValues.FromBase64(Groups[i].Name)! };
            for (var i = 0; i < Contacts.Count; i++) Contacts[i] = Contacts[i] with { Name = XmlValues.FromBase64(Contacts[i].Name)! };
        }
        if (AllEncoded(Groups.Select(g => g.ExternalUri).Concat(Contacts.Select(c => c.ExternalUri))))
        {
            for (var i = 0; i < Groups.Count; i++) Groups[i] = Groups[i] with { ExternalUri = XmlValues.FromBase64(Groups[i].ExternalUri)! };
            for (var i = 0; i < Contacts.Count; i++) Contacts[i] = Contacts[i] with { ExternalUri = XmlValues.FromBase64(Contacts[i].ExternalUri)! };
        }
    }

    private static bool AllEncoded(IEnumerable<string> texts) => texts.All(t => XmlValues.FromBase64(t) is not null);
}
