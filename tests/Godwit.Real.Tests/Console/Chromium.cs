using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>Debian's browser: <c>./test</c> installs it.</summary>
public static class Chromium
{
    private const string Program = "/usr/bin/chromium";

    // Without a sandbox: root has none. Fonts are drawn the same on every machine.
    private static readonly string[] Switches = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none", "--disable-lcd-text"];

    public static Task<IBrowser> Start(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Switches });

    /// <summary>With a person's own profile and environment, as she has it at her desk: a private window signs nobody in by itself.</summary>
    public static Task<IBrowserContext> StartFor(IPlaywright playwright, string profile, IReadOnlyDictionary<string, string> environment, params string[] more)
    {
        var all = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
        foreach (var (name, value) in environment) all[name] = value;
        // A profile that never met Negotiate loads no Kerberos before its second start.
        Directory.CreateDirectory(profile);
        File.WriteAllText(Path.Combine(profile, "Local State"), """{ "net": { "received_http_auth_negotiate_headers": true } }""");
        return playwright.Chromium.LaunchPersistentContextAsync(profile, new BrowserTypeLaunchPersistentContextOptions { ExecutablePath = Program, Args = [.. Switches, .. more], Env = all, IgnoreHTTPSErrors = true });
    }
}
