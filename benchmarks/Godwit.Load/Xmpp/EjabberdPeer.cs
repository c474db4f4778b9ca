using System.Globalization;
using Godwit.Real.Tests.Peers;

namespace Godwit.Load.Xmpp;

/// <summary>ejabberd's own export_piefxis and import_piefxis, between two nodes with the database that it has as it comes (mnesia).</summary>
internal static class EjabberdPeer
{
    /// <summary>Seconds for export and import, without the starts of the nodes.</summary>
    public static async Task<double> Run(string root, int users, CancellationToken cancel)
    {
        var (from, to) = (Folder(root, "ejabberd-from"), Folder(root, "ejabberd-to"));
        var (given, output) = (Path.Combine(from, "given.xml"), System.IO.Directory.CreateDirectory(Path.Combine(from, "out")).FullName);
        Rosters.WriteXep0227(given, users);
        var exported = await Act(from, $"ok = ejabberd_piefxis:import_file(<<\"{given}\">>), {Count(users)} {Timed($"ejabberd_piefxis:export_server(<<\"{output}\">>)")}", cancel);
        // The file of the server names those of its hosts.
        var server = System.IO.Directory.GetFiles(output).MinBy(f => Path.GetFileName(f).Length) ?? throw new InvalidOperationException("ejabberd exported nothing");
        var imported = await Act(to, $"{Timed($"ejabberd_piefxis:import_file(<<\"{server}\">>)")} {Count(users)}", cancel);
        return exported + imported;
    }

    private static string Folder(string root, string name) => System.IO.Directory.CreateDirectory(Path.Combine(root, name)).FullName;

    private static string Count(int users) => string.Create(CultureInfo.InvariantCulture, $"{users} = length(ejabberd_auth:get_users()),");

    private static string Timed(string call) => $"{{Microseconds, ok}} = timer:tc(fun() -> {call} end),";

    private static async Task<double> Act(string folder, string act, CancellationToken cancel)
    {
        var said = await EjabberdNode.Act(folder, Rosters.Host, ["mod_roster", "mod_admin_extra"], $"{act} io:format(\"took ~p~n\", [Microseconds]),", cancel);
        var took = said.Split('\n').FirstOrDefault(l => l.StartsWith("took ", StringComparison.Ordinal)) ?? throw new InvalidOperationException($"ejabberd said: {said}");
        return double.Parse(took.AsSpan(5), CultureInfo.InvariantCulture) / 1e6;
    }
}
