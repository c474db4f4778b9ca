using System.Collections.Immutable;
using System.Xml.Linq;

namespace Godwit.Pool.Presence;

/// <summary>The one note that others see: its text, and whether it says that the user is out of office. The models write it differently.</summary>
public sealed record PersonalNote(string Text, bool IsOutOfOffice)
{
    private const string Personal = "personal";
    private const string OutOfOffice = "OOF";

    /// <summary>2007: bodies of the note category; one that says out of office stands for all, since it is what a visitor has to know.</summary>
    public static PersonalNote? Of(ImmutableArray<Publication> publications, int container)
    {
        PersonalNote? found = null;
        foreach (var publication in publications)
        {
            if (publication.Category != "note" || publication.Container != container) continue;
            foreach (var body in PresenceXml.TryParse(publication.Content)?.Elements().Where(e => e.Name.LocalName == "body") ?? [])
            {
                var note = new PersonalNote(body.Value, OutOfOffice.Equals(body.Attribute("type")?.Value, StringComparison.OrdinalIgnoreCase));
                if (note.Text.Length > 0 && (found is null || (note.IsOutOfOffice && !found.IsOutOfOffice))) found = note;
            }
        }

        return found;
    }

    /// <summary>2005: note and oof in userInfo.</summary>
    public static PersonalNote? Of(string? userInfo)
    {
        var info = PresenceXml.TryParse(userInfo);
        var text = info.Child("note")?.Value ?? "";
        var isAway = info.Child("oof") is not null;
        return text.Length > 0 || isAway ? new PersonalNote(text, isAway) : null;
    }

    /// <summary>For the note category.</summary>
    public string ToCategory() => PresenceXml.Write(new XElement(
        PresenceXml.Note + "note", new XElement(PresenceXml.Note + "body", new XAttribute("type", IsOutOfOffice ? OutOfOffice : Personal), new XAttribute("uri", ""), Text)));

    /// <summary>For userInfo.</summary>
    public IEnumerable<XElement> ToUserInfo()
    {
        yield return new XElement(PresenceXml.Legacy + "note", Text);
        if (IsOutOfOffice) yield return new XElement(PresenceXml.Legacy + "oof");
    }
}
