using System.Text;
using Godwit.Pool.Presence;

namespace Godwit.FrontEnd.Documents;

/// <summary>A user's presence in the 2007 form, for those who watch her ([MS-PRES] §2.2).</summary>
public static class CategoriesXml
{
    public static MimeBody Write(PresenceView view)
    {
        var xml = new StringBuilder(1024).Append("<categories xmlns=\"http://schemas.microsoft.com/2006/09/sip/categories\"").Attribute("uri", view.Presentity.Uri).Append('>');
        foreach (var category in view.Categories)
        {
            xml.Append("<category").Attribute("name", category.Name);
            // Without instance and content, the watcher forgets what he knew of this category.
            if (category.Content.Length == 0)
            {
                xml.Append("/>");
                continue;
            }

            xml.Attribute("instance", category.Instance).Attribute("publishTime", XmlText.Time(category.PublishedAt))
                .Append('>').Append(category.Content).Append("</category>");
        }

        return MimeBody.Of(MediaTypes.Categories, xml.Append("</categories>").ToString());
    }
}
