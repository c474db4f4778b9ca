namespace Godwit.FrontEnd.Connections;

/// <summary>Something with deadlines that the heartbeat looks after.</summary>
public interface IBeating
{
    /// <summary>Called about every <see cref="Heartbeat.Interval"/>; quick, and does not throw.</summary>
    /// <param name="now">Milliseconds, as <see cref="Heartbeat.Now"/>.</param>
    void Beat(long now);
}
