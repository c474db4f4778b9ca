using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Godwit.Real.Tests.Peers;

/// <summary>A program of another server, run to its end in a folder of its own. Benchmarks use it, too.</summary>
internal static class PeerProgram
{
    /// <summary>What it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; with what it complained of.</exception>
    public static async Task<string> Run(string folder, string program, CancellationToken cancel, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        start.Environment["EJABBERD_CONFIG_PATH"] = Path.Combine(folder, EjabberdNode.ConfigFile);
        start.Environment["EJABBERD_LOG_PATH"] = Path.Combine(folder, "ejabberd.log");
        start.Environment["ERL_LIBS"] = $"/usr/lib/{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64")}-linux-gnu";
        start.Environment["ERL_CRASH_DUMP"] = Path.Combine(folder, "erl_crash.dump");
        start.Environment["HOME"] = folder;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{await output}\n{await error}");
    }
}
