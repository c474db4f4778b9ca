using System.Text;

namespace Godwit.FrontEnd.Documents;

/// <summary>What the server tells clients about itself (protocol §6).</summary>
public static class ProvisioningXml
{
    /// <summary>2007: no focusFactoryUri while there is no conferencing; encryption of calls is possible, not forced.</summary>
    /// <param name="groupExpansion">Address of the web service that says who is in a distribution group; null = there is none.</param>
    public static MimeBody V2(Uri? groupExpansion)
    {
        var xml = new StringBuilder("<provisionGroupList xmlns=\"http://schemas.microsoft.com/2006/09/sip/provisiongrouplist-notification\">")
            .Append("<provisionGroup name=\"ServerConfiguration\"><ucPC2PCAVEncryption>SupportEncryption</ucPC2PCAVEncryption>");
        if (groupExpansion is not null) xml.Element("dlxInternalUrl", groupExpansion.AbsoluteUri).Element("dlxExternalUrl", groupExpansion.AbsoluteUri);
        return MimeBody.Of(MediaTypes.ProvisioningV2, xml.Append("</provisionGroup></provisionGroupList>").ToString());
    }

    /// <summary>2005: a <c>line</c> here would start remote call control, so there is none.</summary>
    public static MimeBody Legacy(string user) => MimeBody.Of(
        MediaTypes.Provisioning,
        new StringBuilder("<provisioning xmlns=\"http://schemas.microsoft.com/2003/11/sip/provisioning\"><user").Attribute("uri", user).Append("/></provisioning>").ToString());
}
