using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Connections;

/// <summary>Where the messages of all connections go. Implemented by the pipeline.</summary>
public interface IMessageReceiver
{
    /// <summary>
    /// Takes one message. What can be done without waiting is done when this returns; the task ends when the message was answered or
    /// handed over, and does not fail: faults are answered and logged inside.
    /// </summary>
    ValueTask Take(SipMessage message, ISipConnection connection, CancellationToken cancel);
}
