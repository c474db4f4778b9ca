using System.Collections.Concurrent;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Homes;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Clients;

/// <summary>What a REGISTER says about the client that signs in. One object for all clients of a make: thousands of endpoints name it.</summary>
public sealed record SigningClient(string UserAgent, ClientGeneration Generation, ClientFamily Family)
{
    /// <summary>Makes that are remembered; whoever sends other names all the time is read anew each time.</summary>
    private const int Most = 2_000;

    private static readonly ConcurrentDictionary<(string UserAgent, bool Categories, bool Both), SigningClient> Known = new();

    public static SigningClient Of(SipRequest request)
    {
        var headers = request.Headers;
        var categories = HeaderBytes.HasToken(headers, HeaderNames.Supported, "msrtc-event-categories"u8);
        var both = categories && HeaderBytes.HasToken(headers, HeaderNames.Supported, "com.microsoft.msrtc.presence"u8);
        var userAgent = headers.Get(HeaderNames.UserAgent) ?? "";
        if (Known.TryGetValue((userAgent, categories, both), out var known)) return known;
        var client = new SigningClient(userAgent, ProductTokens.GenerationOf(userAgent, categories), ProductTokens.FamilyOf(userAgent, both));
        if (userAgent.Length <= 512 && Known.Count < Most) Known.TryAdd((userAgent, categories, both), client);
        return client;
    }
}
