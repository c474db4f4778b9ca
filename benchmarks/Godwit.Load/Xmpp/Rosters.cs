using System.Globalization;
using System.Text;
using System.Xml;
using Godwit.Load.Moves;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;

namespace Godwit.Load.Xmpp;

/// <summary>The same rosters, 50 contacts in six groups each, in the forms of Godwit, of prosody's files and of XEP-0227.</summary>
internal static class Rosters
{
    public const string Host = "load.test";

    public static UserData Of(int number, int users)
    {
        var whole = ModelUser.Of(number, users);
        return UserData.Empty(whole.Address) with { Groups = whole.Groups, Contacts = [.. whole.Contacts.Select(c => c with { Extension = null })] };
    }

    /// <summary>Accounts and rosters as prosody's internal storage has them: a file for each.</summary>
    public static void WriteProsody(string folder, int users)
    {
        var host = Path.Combine(folder, Host.Replace(".", "%2e", StringComparison.Ordinal));
        var (accounts, rosters) = (System.IO.Directory.CreateDirectory(Path.Combine(host, "accounts")).FullName, System.IO.Directory.CreateDirectory(Path.Combine(host, "roster")).FullName);
        for (var i = 0; i < users; i++)
        {
            var user = Of(i, users);
            var text = new StringBuilder("return {\n");
            foreach (var contact in user.Contacts)
                text.Append(CultureInfo.InvariantCulture, $"[\"{contact.Uri}\"] = {{ [\"subscription\"] = \"both\"; [\"groups\"] = {{ [\"{GroupOf(user, contact)}\"] = true; }}; [\"name\"] = \"{contact.Name}\"; }};\n");
            text.Append("[false] = { [\"version\"] = 1; [\"pending\"] = { }; };\n};\n");
            File.WriteAllText(Path.Combine(accounts, user.Address.User + ".dat"), "return { [\"password\"] = \"secret\"; };\n");
            File.WriteAllText(Path.Combine(rosters, user.Address.User + ".dat"), text.ToString());
        }
    }

    public static void WriteXep0227(string file, int users)
    {
        using var xml = XmlWriter.Create(file);
        xml.WriteStartElement("server-data", "urn:xmpp:pie:0");
        xml.WriteStartElement("host");
        xml.WriteAttributeString("jid", Host);
        for (var i = 0; i < users; i++)
        {
            var user = Of(i, users);
            xml.WriteStartElement("user");
            xml.WriteAttributeString("name", user.Address.User);
            xml.WriteAttributeString("password", "secret");
            xml.WriteStartElement("query", "jabber:iq:roster");
            foreach (var contact in user.Contacts)
            {
                xml.WriteStartElement("item");
                xml.WriteAttributeString("jid", contact.Uri);
                xml.WriteAttributeString("name", contact.Name);
                xml.WriteAttributeString("subscription", "both");
                xml.WriteElementString("group", GroupOf(user, contact));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    private static string GroupOf(UserData user, Contact contact) => user.Groups.First(g => g.Id == contact.Groups[0]).Name;
}
