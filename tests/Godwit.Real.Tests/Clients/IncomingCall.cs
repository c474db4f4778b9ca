namespace Godwit.Real.Tests.Clients;

/// <summary>What a client without a window does with a call.</summary>
public enum IncomingCall
{
    Taken,
    Rejected,

    /// <summary>Until its caller gives up.</summary>
    Rings,
}
