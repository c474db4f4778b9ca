using System.Management.Automation;
using Godwit.Admin;
using Godwit.Admin.Connections;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Cmdlets;

/// <summary>Says which server the other cmdlets talk to, and asks it for its pools to see that it answers.</summary>
[Cmdlet(VerbsCommunications.Connect, "Godwit", DefaultParameterSetName = ByServer)]
[OutputType(typeof(GodwitConnection))]
public sealed class ConnectGodwit : GodwitCmdlet
{
    private const string ByServer = "Server";
    private const string ByProfile = "Profile";

    [Parameter(Position = 0, ParameterSetName = ByServer)]
    public string? Server { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ByProfile)]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

    [Parameter]
    public string? Token { get; set; }

    [Parameter(ParameterSetName = ByServer)]
    public string? Fingerprint { get; set; }

    [Parameter(ParameterSetName = ByServer)]
    public string? AuthorityFile { get; set; }

    protected override void EndProcessing() => Ask(Server ?? Profile, async cancel =>
    {
        var connection = Choose();
        using var client = connection.Open();
        var pools = await client.Pools(cancel);
        CurrentServer.Set(connection);
        WriteObject(new GodwitConnection(connection, [.. pools.Select(p => p.Fqdn)]));
    });

    private Connection Choose()
    {
        var (connection, problem) = CurrentServer.Choose(new ConnectionChoice(Server, Token, Profile));
        if (connection is null) throw Wrong(problem!);
        if (Fingerprint is null && AuthorityFile is null) return connection;
        var (trust, wrong) = ServerTrust.Of(Fingerprint, AuthorityFile is null ? null : File.ReadAllText(PathOf(AuthorityFile)));
        return wrong is null ? connection with { Trust = trust } : throw Wrong(wrong);
    }

    private static AdminException Wrong(string problem) => new(400, problem);
}
