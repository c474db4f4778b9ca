namespace Godwit.Real.Tests.Peers;

/// <summary>prosody's own migrator: between its files (<c>internal</c>) and XEP-0227 (<c>xep0227</c>). No server runs meanwhile.</summary>
internal static class ProsodyMigrator
{
    /// <param name="xep0227">The folder of XEP-0227 files, which is one of the two.</param>
    public static async Task Run(string folder, string host, (string Type, string Folder) from, (string Type, string Folder) to, string xep0227, CancellationToken cancel)
    {
        var config = Path.Combine(folder, $"{from.Type}.cfg.lua");
        await File.WriteAllTextAsync(config,
            $$"""
            input { hosts = { ["{{host}}"] = { "accounts"; "roster"; }; }; type = "{{from.Type}}"; path = "{{from.Folder}}"; }
            output { type = "{{to.Type}}"; path = "{{to.Folder}}"; }
            """, cancel);
        // The folder of XEP-0227 files is the one that is built into it: this one is given ours.
        var lines = await File.ReadAllLinesAsync("/usr/bin/prosody-migrator", cancel);
        var program = Path.Combine(folder, $"to-{to.Type}.lua");
        await File.WriteAllLinesAsync(program, lines.Select(l => l.StartsWith("CFG_DATADIR=", StringComparison.Ordinal) ? $"CFG_DATADIR='{xep0227}';" : l), cancel);
        // Started by root it goes on as the user prosody.
        await PeerProgram.Run(folder, "chmod", cancel, "-R", "a+rwX", folder);
        await PeerProgram.Run(folder, lines[0].Split('/', ' ')[^1], cancel, program, "--config=" + config, "input", "output");
    }
}
