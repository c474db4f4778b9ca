using System.Collections.Immutable;
using System.Text;
using Godwit.Pool.Presence;

namespace Godwit.FrontEnd.Documents;

/// <summary>The body of a 409: which of the request's operations had a wrong version, and what it is (protocol §7.2).</summary>
public static class FaultXml
{
    public static MimeBody WrongDelta(ImmutableArray<WrongVersion> operations)
    {
        var xml = new StringBuilder(256).Append("<Fault xmlns=\"http://schemas.microsoft.com/2006/09/sip/fault\"><Faultcode>Client.BadCall.WrongDelta</Faultcode><details>");
        foreach (var operation in operations)
            xml.Append("<operation").Attribute("index", operation.Index).Attribute("version", operation.Version)
                .Attribute("curVersion", operation.CurrentVersion).Append("/>");
        return MimeBody.Of(MediaTypes.Fault, xml.Append("</details></Fault>").ToString());
    }
}
