using Godwit.Files.Xml;

namespace Godwit.Files.Xep0227;

/// <summary>The user element that the reader stands at, to its end.</summary>
internal sealed class RosterReader(RecordXml xml, FileLimits limits)
{
    private long _characters;

    private bool IsTooLong => _characters > limits.RecordLength;

    public FileRecord Read(string host)
    {
        var (line, depth) = (xml.Line, xml.Node.Depth);
        var name = xml.Node.GetAttribute("name") ?? "";
        var jid = name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{host}";
        var user = new XmppUser(line, jid);
        while (!IsTooLong && xml.NextChild(depth))
        {
            switch (xml.Node.LocalName, xml.Node.NamespaceURI)
            {
                case ("query", XmppNames.Roster): Roster(user); break;
                case ("query", XmppNames.Privacy): Privacy(user); break;
                case ("blocklist", XmppNames.Blocking): Blocks(user); break;
                default: xml.Skip(); break;
            }
        }
        xml.SkipTo(depth);
        return IsTooLong ? FileRecord.Skipped(line, jid, $"Has more than {limits.RecordLength} characters of data") : user.End();
    }

    private void Roster(XmppUser user)
    {
        user.HasRoster = true;
        var depth = xml.Node.Depth;
        while (!IsTooLong && xml.NextChild(depth))
        {
            if (xml.Node.LocalName == "item") Item(user);
            else xml.Skip();
        }
    }

    private void Item(XmppUser user)
    {
        var (line, depth) = (xml.Line, xml.Node.Depth);
        var (jid, name, subscription) = (Kept("jid"), Kept("name"), Kept("subscription"));
        var groups = new List<string>();
        while (xml.NextChild(depth))
        {
            if (xml.Node.LocalName == "group") groups.Add(Keep(xml.Text().Trim()));
            else xml.Skip();
        }
        user.Item(line, jid, name, subscription, [.. groups.Where(g => g.Length > 0)]);
    }

    private void Blocks(XmppUser user)
    {
        user.HasBlocks = true;
        var depth = xml.Node.Depth;
        while (!IsTooLong && xml.NextChild(depth))
        {
            if (xml.Node.LocalName == "item") user.Block(xml.Line, Kept("jid"));
            xml.Skip();
        }
    }

    /// <summary>What the default list, or the only one, denies to people and domains is blocked. Other rules have no counterpart here.</summary>
    private void Privacy(XmppUser user)
    {
        var depth = xml.Node.Depth;
        var usual = "";
        var lists = new Dictionary<string, List<(long Line, string Type, string Value, string Action)>>();
        while (!IsTooLong && xml.NextChild(depth))
        {
            if (xml.Node.LocalName == "default") usual = Kept("name");
            if (xml.Node.LocalName == "list") lists[Kept("name")] = Rules();
            else xml.Skip();
        }
        if (!lists.TryGetValue(usual, out var rules))
        {
            if (lists.Count != 1) return;
            rules = lists.Values.Single();
        }
        user.HasBlocks = true;
        foreach (var (line, type, value, action) in rules)
        {
            if (type == "jid" && action == "deny") user.Block(line, value);
            else if (type.Length > 0) user.Skip(line, $"privacy rule {action} {type} {value}", "Only denying a user or a domain has a counterpart here");
        }
    }

    private List<(long Line, string Type, string Value, string Action)> Rules()
    {
        var rules = new List<(long, string, string, string)>();
        var depth = xml.Node.Depth;
        while (!IsTooLong && xml.NextChild(depth))
        {
            if (xml.Node.LocalName == "item") rules.Add((xml.Line, Kept("type"), Kept("value"), Kept("action")));
            xml.Skip();
        }
        return rules;
    }

    private string Kept(string attribute) => Keep(xml.Node.GetAttribute(attribute) ?? "");

    private string Keep(string text)
    {
        _characters += text.Length + 32;
        return text;
    }
}
