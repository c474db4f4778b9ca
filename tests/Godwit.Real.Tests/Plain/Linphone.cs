namespace Godwit.Real.Tests.Plain;

/// <summary>Debian's linphonec, without a sound card.</summary>
public sealed class Linphone : ConsoleClient
{
    public const string Ready = "to [LinphoneRegistrationOk]";
    public const string Failed = "to [LinphoneRegistrationFailed]";

    private Linphone(Account account, string folder) : base($"linphonec of {account.Address}", folder, "linphonec", "-d", "6", "-c", Path.Combine(folder, "linphonerc"))
    {
    }

    /// <param name="account">Who.</param>
    /// <param name="friend">Whose presence is watched; null: nobody's.</param>
    /// <param name="ringsFor">Seconds until an incoming call is refused.</param>
    /// <param name="isAsked">The handshake gets as far as the server's question for a certificate.</param>
    public static async Task<Linphone> Start(Account account, string? friend = null, int ringsFor = 30, bool isAsked = true)
    {
        var folder = await account.NewFolder();
        // Without these it has no databases, and without those no chats.
        Directory.CreateDirectory(Path.Combine(folder, ".local", "share", "linphone"));
        Directory.CreateDirectory(Path.Combine(folder, ".config", "linphone"));
        await File.WriteAllTextAsync(Path.Combine(folder, "linphonerc"), Configuration(account, folder, friend, ringsFor));
        return await Begun(new Linphone(account, folder), async client =>
        {
            // The server asks every TLS peer for a certificate; linphonec asks its user in turn for the password of one.
            if (account.Transport != "tls" || !isAsked) return;
            await client.Expect("Password for");
            await client.Do("none");
        });
    }

    public static async Task<Linphone> Register(Account account, string? friend = null, int ringsFor = 30)
    {
        return await Begun(await Start(account, friend, ringsFor), async client =>
        {
            await client.Expect(Ready);
            await client.Do("soundcard use files");
        });
    }

    public Task Say(string address, string text) => Do($"chat sip:{address} {text}");

    public Task Hears(string address, string text) => Expect($"Message received from sip:{address}: {text}");

    /// <summary>What the page shows, ports for sound of its own, and what this test needs.</summary>
    private static string Configuration(Account account, string folder, string? friend, int ringsFor) =>
        Page.Block("ini", account, folder).Replace("[sip]\n", $"[sip]\nregister_only_when_network_is_up=0\ninc_timeout={ringsFor}\n", StringComparison.Ordinal)
        + "\n[rtp]\naudio_rtp_port=-1\n"
        + (friend is null ? "" : $"\n[friend_0]\nurl=<sip:{friend}>\npol=accept\nsubscribe=1\n");
}
