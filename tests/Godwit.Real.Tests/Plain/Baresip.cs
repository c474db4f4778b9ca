namespace Godwit.Real.Tests.Plain;

/// <summary>Debian's baresip, with a tone for a microphone.</summary>
public sealed class Baresip : ConsoleClient
{
    public const string Ready = "registered successfully!";

    private Baresip(Account account, string folder) : base($"baresip of {account.Address}", folder, "baresip", "-f", folder, "-s", "-v")
    {
    }

    /// <param name="account">Who.</param>
    /// <param name="friend">The one contact: who is watched and written to.</param>
    /// <param name="parameters">More of the account's, e.g. <c>answermode=auto</c>.</param>
    /// <param name="mostCalls">One more is answered 486.</param>
    public static async Task<Baresip> Start(Account account, string? friend = null, string parameters = "answermode=manual", int mostCalls = 4)
    {
        var folder = await account.NewFolder();
        await File.WriteAllBytesAsync(Path.Combine(folder, "tone.wav"), Tone.Wav());
        await File.WriteAllTextAsync(Path.Combine(folder, "config"), Configuration(folder, mostCalls));
        await File.WriteAllTextAsync(Path.Combine(folder, "accounts"), Page.Block("text", account, folder).TrimEnd() + $";{parameters}\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "contacts"), friend is null ? "" : $"\"Friend\" <sip:{friend}>;presence=p2p\n");
        return new Baresip(account, folder);
    }

    public static async Task<Baresip> Register(Account account, string? friend = null, string parameters = "answermode=manual", int mostCalls = 4)
    {
        return await Begun(await Start(account, friend, parameters, mostCalls), client => client.Expect(Ready));
    }

    /// <summary>To the friend.</summary>
    public Task Say(string text) => Do($"/message {text}");

    public Task Hears(string address, string text) => Expect($"sip:{address}: \"{text}\"");

    public Task Call(string address) => Do($"/dial sip:{address}");

    private static string Configuration(string folder, int mostCalls) => $"""
        module_path /usr/lib/baresip/modules
        module stdio.so
        module g711.so
        module aufile.so
        module uuid.so
        module_tmp account.so
        module_app contact.so
        module_app menu.so
        module_app presence.so
        audio_source aufile,{folder}/tone.wav
        sip_listen 127.0.0.1:0
        sip_cafile {folder}/authority.crt
        net_interface 127.0.0.1
        call_max_calls {mostCalls}
        """ + "\n";
}
