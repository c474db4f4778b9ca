using System.Xml.Linq;

namespace Godwit.FrontEnd.Documents;

/// <summary>setSubscribers: the user was told of these people ("added you").</summary>
public static class SubscribersXml
{
    /// <summary>The addresses, without <c>sip:</c>, that are acknowledged.</summary>
    public static IReadOnlyList<string> ReadAcknowledged(XElement root) =>
    [
        .. from subscriber in root.Children("subscriber")
           where "true".Equals(subscriber.Attr("acknowledged"), StringComparison.OrdinalIgnoreCase)
           let user = subscriber.Attr("user")
           where !string.IsNullOrWhiteSpace(user)
           select ContactsRequest.WithoutScheme(user.Trim()).ToLowerInvariant(),
    ];
}
