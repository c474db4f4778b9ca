using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.PageMode;

/// <summary>What comes of a request inside a session.</summary>
public abstract record SessionStep
{
    /// <summary>It goes to the plain clients as a MESSAGE of its own, and is answered as they answer.</summary>
    public sealed record Page(MimeBody Body) : SessionStep;

    public sealed record Answer(int Status) : SessionStep;

    /// <summary>The session goes on as it was: 200 with the SDP of before.</summary>
    public sealed record Renew : SessionStep;

    public sealed record End : SessionStep;
}
