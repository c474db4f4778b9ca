using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Requests;

/// <summary>What one method does. Found by name; a method without a handler is answered 405 with Allow made of those there are.</summary>
public interface ISipMethodHandler
{
    SipMethod Method { get; }

    ValueTask Handle(SipContext context, CancellationToken cancel);
}
