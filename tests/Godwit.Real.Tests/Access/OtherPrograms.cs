using System.Diagnostics;
using System.Text;

namespace Godwit.Real.Tests.Access;

/// <summary>Programs of others that these tests need.</summary>
internal static class OtherPrograms
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>bash, to the first command that fails; all that was said.</summary>
    public static async Task<string> Bash(string script, string folder, IReadOnlyDictionary<string, string> environment, string typed = "")
    {
        using var bash = Start("bash", ["-c", "exec 2>&1\nset -euo pipefail\n" + script], folder, environment);
        try
        {
            await bash.StandardInput.WriteAsync(typed);
            bash.StandardInput.Close();
            var errors = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var told = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(bash.ExitCode == 0, $"{script}\nended with {bash.ExitCode}:\n{told}\n{await errors}");
            return told;
        }
        finally
        {
            if (!bash.HasExited) bash.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts one that goes on, once it has said this.</summary>
    public static async Task<Process> Serve(string program, IReadOnlyList<string> words, string folder, IReadOnlyDictionary<string, string> environment, string ready)
    {
        var process = Start(program, words, folder, environment);
        process.StandardInput.Close();
        var (said, isReady) = (new StringBuilder(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        DataReceivedEventHandler take = (_, e) =>
        {
            lock (said) said.AppendLine(e.Data);
            if (e.Data?.Contains(ready, StringComparison.Ordinal) is true) isReady.TrySetResult();
        };
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += take;
        process.ErrorDataReceived += take;
        process.Exited += (_, _) => isReady.TrySetException(new InvalidOperationException($"{program} ended"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await isReady.Task.WaitAsync(Patience);
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            await End(process);
            lock (said) Assert.Fail($"{program} did not become ready:\n{said}");
        }

        return process;
    }

    public static async Task End(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Process Start(string program, IReadOnlyList<string> words, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }
}
