using System.Security.Cryptography;
using System.Text;

namespace Godwit.Server.Webhooks;

/// <summary>Proves to a receiver that a notice is ours and when it was sent.</summary>
public static class WebhookSignature
{
    public static string Of(string secret, string timestamp, string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));
}
