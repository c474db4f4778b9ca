namespace Godwit.Storage.Sqlite;

/// <summary>Whether a back end may be reached: <c>pool stop</c> makes it unreachable for everybody until <c>pool start</c>.</summary>
public sealed class Outage
{
    private volatile bool _stopped;

    public bool IsStopped => _stopped;

    public void Stop() => _stopped = true;

    public void Start() => _stopped = false;
}
