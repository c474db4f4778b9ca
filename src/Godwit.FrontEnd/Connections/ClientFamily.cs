namespace Godwit.FrontEnd.Connections;

/// <summary>Whose habits a client has.</summary>
public enum ClientFamily
{
    /// <summary>Any client that goes by the RFCs alone.</summary>
    Plain,

    /// <summary>Communicator, Communicator Web Access, Communicator Mobile, Live Meeting, Windows Messenger.</summary>
    Communicator,

    /// <summary>pidgin-sipe and its kin, also when they call themselves Communicator.</summary>
    Sipe,
}
