using System.Xml.Linq;

namespace Godwit.FrontEnd.Documents;

/// <summary>The envelope of the 2005 operations ([MS-SIP] §2.2.2): the operation is the first element of the body.</summary>
public static class SoapEnvelope
{
    private const string Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Rtc = "http://schemas.microsoft.com/winrtc/2002/11/sip";

    /// <summary>The body, or null when this is no envelope with an operation in it.</summary>
    public static XElement? BodyOf(XElement root)
    {
        var body = root.Name.LocalName.Equals("Envelope", StringComparison.OrdinalIgnoreCase) ? root.Child("Body") : null;
        return body is { HasElements: true } ? body : null;
    }

    public static string Wrap(string body) =>
        $"<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"{Envelope}\" xmlns:m=\"{Rtc}\"><SOAP-ENV:Body>{body}</SOAP-ENV:Body></SOAP-ENV:Envelope>";
}
