namespace Godwit.Real.Tests.Servers;

/// <summary>User-Agent headers of clients of the two ages.</summary>
public static class UserAgents
{
    public const string Communicator2005 = "LCC/1.3.5470 (Microsoft Office Communicator 2005 1.0.559)";
    public const string Communicator2007 = "UCCP/2.0.6362.0 OC/2.0.6362.0 (Microsoft Office Communicator)";
    public const string Communicator2007R2 = "UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)";
}
