using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Relay;

namespace Godwit.FrontEnd.PageMode;

/// <summary>A session that runs, and the connection of its last request. As a deadline it is its end when nobody writes any more.</summary>
internal sealed class OpenSession(PageSession value, ISipConnection connection, PageSessions all) : Deadline
{
    private ISipConnection _connection = connection;

    public PageSession Value { get; } = value;

    /// <summary>That of the caller's client, or the trunk to her pool.</summary>
    public ISipConnection Connection
    {
        get => Volatile.Read(ref _connection);
        set => Volatile.Write(ref _connection, value);
    }

    public override void Due() => all.TimeUp(this);
}
