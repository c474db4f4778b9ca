using System.Diagnostics;
using System.Text.Json;

namespace Godwit.Real.Tests.Servers;

/// <summary>What a command line of <c>godwit</c> ended with and wrote.</summary>
public sealed record ShellAnswer(string Line, int Code, string Out, string Error)
{
    /// <summary>All of stdout as the one JSON value that it has to be.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Fails with all that was said unless the code is this one.</summary>
    public ShellAnswer Ended(int code)
    {
        Assert.True(Code == code, $"'{this}' ended with {Code}, not {code}");
        return this;
    }

    public override string ToString() => $"godwit {Line}\n{Out}\n{Error}";
}

/// <summary><c>godwit VERB …</c> as an administrator types it, with its output in pipes.</summary>
public static class GodwitShell
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Against that server, by GODWIT_SERVER. Words are parted by single spaces.</summary>
    public static Task<ShellAnswer> Shell(this GodwitProcess server, string line) => Run(line.Split(' '), server.Server);

    public static Task<ShellAnswer> Shell(this GodwitProcess server, params string[] words) => Run(words, server.Server);

    public static Task<ShellAnswer> Run(IReadOnlyList<string> words, Uri? server = null) => Run(Places.Godwit, words, server);

    /// <summary>Another program, with the same environment. <paramref name="configuration"/>: the folder of the user's settings.</summary>
    public static async Task<ShellAnswer> Run(string program, IReadOnlyList<string> words, Uri? server = null, string? configuration = null)
    {
        using var process = Start(program, words, server, configuration);
        return await End(process, words);
    }

    public static Process Start(IReadOnlyList<string> words, Uri? server) => Start(Places.Godwit, words, server);

    public static Process Start(string program, IReadOnlyList<string> words, Uri? server, string? configuration = null)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var word in words) start.ArgumentList.Add(word);
        start.Environment["GODWIT_SERVER"] = server?.ToString();
        start.Environment.Remove("GODWIT_TOKEN");
        if (configuration is not null) start.Environment["XDG_CONFIG_HOME"] = configuration;
        return Process.Start(start) ?? throw new InvalidOperationException("godwit did not start");
    }

    public static async Task<ShellAnswer> End(Process process, IReadOnlyList<string> words)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        return new ShellAnswer(string.Join(' ', words), process.ExitCode, await output, await error);
    }
}
