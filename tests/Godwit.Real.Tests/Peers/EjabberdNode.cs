namespace Godwit.Real.Tests.Peers;

/// <summary>A node of ejabberd with the database that it has as it comes (mnesia), in a folder of its own; it listens nowhere.</summary>
internal static class EjabberdNode
{
    public const string ConfigFile = "ejabberd.yml";

    /// <summary>Starts it, does what the Erlang expressions say, and ends it. What it printed.</summary>
    public static async Task<string> Act(string folder, string host, IEnumerable<string> modules, string act, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, ConfigFile),
            $$"""
            hosts: ["{{host}}"]
            loglevel: error
            listen: []
            auth_method: internal
            modules:
            {{string.Join('\n', modules.Select(m => $"  {m}: {{}}"))}}
            """, cancel);
        return await PeerProgram.Run(folder, "erl", cancel, "-noshell", "-noinput", "-mnesia", "dir", $"\"{Path.Combine(folder, "spool")}\"", "-s", "ejabberd", "-eval",
            $"application:ensure_all_started(ejabberd), {act.ReplaceLineEndings(" ")} init:stop().");
    }
}
