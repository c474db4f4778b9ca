using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Godwit.Admin.Connections;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

[Collection(ShellCollection.Name)]
public sealed class ProfileVerbTests(ShellForest forest) : IDisposable
{
    private readonly string _configuration = Directory.CreateTempSubdirectory("godwit-config-").FullName;

    private string Server => forest.Server.Server.ToString();

    private string Kept => Path.Combine(_configuration, "godwit", "profiles.json");

    private string Certificate(string name) => Path.Combine(forest.Server.Folder, "certificates", name);

    public void Dispose() => Directory.Delete(_configuration, recursive: true);

    [Fact]
    public async Task A_profile_is_added_used_listed_and_removed()
    {
        using var own = X509Certificate2.CreateFromPemFile(Certificate("management.pem"));
        (await Godwit($"profile add lab --server {Server} --fingerprint {ServerTrust.FingerprintOf(own)} --token secret")).Ended(0);
        (await Godwit($"profile add work --server {Server} --ca {Certificate("authority.pem")}")).Ended(0);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Kept));
        Assert.DoesNotContain("PRIVATE KEY", await File.ReadAllTextAsync(Kept, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // The first one is in use, without a server being named.
        (await Godwit("pool list")).Ended(0);
        (await Godwit("pool list --profile work")).Ended(0);
        var list = (await Godwit("profile list --json")).Ended(0).Json.EnumerateArray().Select(p => (p.GetProperty("name").GetString(), p.GetProperty("current").GetBoolean(), p.GetProperty("token").GetBoolean(), p.GetProperty("knownBy").GetString()));
        Assert.Equal([("lab", true, true, "fingerprint"), ("work", false, false, "authority")], list);
        Assert.DoesNotContain("secret", (await Godwit("profile list")).Ended(0).Out, StringComparison.Ordinal);

        (await Godwit("profile use work")).Ended(0);
        (await Godwit("profile remove work")).Ended(0);
        Assert.DoesNotContain("work", await File.ReadAllTextAsync(Kept, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("lab", (await Godwit("pool list --profile work")).Ended(2).Error, StringComparison.Ordinal);
        (await Godwit("profile remove work")).Ended(1);
    }

    [Fact]
    public async Task Another_certificate_is_refused_and_nothing_is_kept()
    {
        var wrong = (await Godwit($"profile add lab --server {Server} --fingerprint {Convert.ToHexString(RandomNumberGenerator.GetBytes(32))}")).Ended(3);
        using var own = X509Certificate2.CreateFromPemFile(Certificate("management.pem"));
        Assert.Contains(ServerTrust.FingerprintOf(own), wrong.Error, StringComparison.Ordinal);
        (await Godwit($"profile add lab --server {Server} --ca {Certificate("no.pem")}")).Ended(2);
        (await Godwit($"profile add lab --server {Server} --fingerprint abc")).Ended(2);
        (await Godwit("profile add lab --server https://127.0.0.1:9")).Ended(3);
        (await Godwit($"profile add lab --server {Server} --token-file {Certificate("management.pem")}")).Ended(2);
        Assert.False(File.Exists(Kept));
        Assert.Empty((await Godwit("profile list --json")).Ended(0).Json.EnumerateArray());
    }

    private Task<ShellAnswer> Godwit(string line) => GodwitShell.Run(Places.Godwit, line.Split(' '), null, _configuration);
}
