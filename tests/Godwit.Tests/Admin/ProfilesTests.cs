using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Godwit.Admin.Connections;

namespace Godwit.Tests.Admin;

public sealed class ProfilesTests : IDisposable
{
    private static readonly string Print = new('a', 64);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("godwit-profiles-").FullName;

    private ProfileFile Kept => new(Path.Combine(_folder, "godwit", "profiles.json"));

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Profiles_are_kept_in_a_file_of_its_owner_alone()
    {
        Assert.Empty(Kept.Read().Profiles);
        var lab = new Profile("https://lab.example.org:8443") { Token = "secret", Fingerprint = Print };
        Kept.Write(ProfileBook.Empty.With("lab", lab) with { Current = "lab" });

        var book = Kept.Read();
        Assert.Equal(("lab", lab), (book.Current, book.Profiles["lab"]));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Kept.FilePath));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Kept.FilePath)!));
        }

        Kept.Write(book.Without("lab"));
        Assert.Equal((null, 0), (Kept.Read().Current, Kept.Read().Profiles.Count));
        Assert.Single(System.IO.Directory.GetFiles(Path.GetDirectoryName(Kept.FilePath)!));
    }

    [Fact]
    public void A_file_that_others_can_read_or_that_is_broken_is_not_used()
    {
        Kept.Write(ProfileBook.Empty);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Kept.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            Assert.Contains("chmod 600", Assert.Throws<ProfileException>(() => Kept.Read()).Message, StringComparison.Ordinal);
            File.SetUnixFileMode(Kept.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(Kept.FilePath, "{");
        Assert.Contains("can't be read", Assert.Throws<ProfileException>(() => Kept.Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null, "", "", "", "https://127.0.0.1:8443/", null)]
    [InlineData(null, null, null, "", "env-token", "", "https://127.0.0.1:8443/", "env-token")]
    [InlineData(null, null, null, "https://env.test", "env-token", "lab", "https://env.test/", "env-token")]
    [InlineData("https://said.test", null, null, "https://env.test", "env-token", "lab", "https://said.test/", "env-token")]
    [InlineData("https://said.test", "said", null, "", "env-token", "lab", "https://said.test/", "said")]
    [InlineData(null, null, null, "", "env-token", "lab", "https://lab.test/", "lab-token")]
    [InlineData(null, null, "lab", "https://env.test", "env-token", "", "https://lab.test/", "lab-token")]
    [InlineData(null, "said", "lab", "", "", "", "https://lab.test/", "said")]
    [InlineData(null, null, "bare", "", "env-token", "", "https://bare.test/", null)]
    public void The_server_that_is_named_nearest_is_meant_and_tokens_go_where_they_belong(string? server, string? token, string? profile, string envServer, string envToken, string current, string meant, string? sent)
    {
        var book = ProfileBook.Empty.With("lab", new Profile("https://lab.test") { Token = "lab-token" }).With("bare", new Profile("https://bare.test")) with { Current = current.Length > 0 ? current : null };
        var (connection, problem) = new ConnectionChoice(server, token, profile).Make(n => n == "GODWIT_SERVER" ? envServer : envToken, () => book);
        Assert.Null(problem);
        Assert.Equal((new Uri(meant), sent), (connection!.Server, connection.Token));
    }

    [Theory]
    [InlineData("nonsense", null, "", "'nonsense' is not an address")]
    [InlineData(null, null, "ftp://env.test", "GODWIT_SERVER")]
    [InlineData(null, "none", "", "There is no profile none; there are: bad, lab.")]
    [InlineData("https://said.test", "lab", "", "not both")]
    [InlineData(null, "bad", "", "fingerprint")]
    public void What_is_wrong_with_the_choice_is_a_sentence(string? server, string? profile, string envServer, string word)
    {
        var book = ProfileBook.Empty.With("lab", new Profile("https://lab.test")).With("bad", new Profile("https://bad.test") { Fingerprint = "abc" });
        var (connection, problem) = new ConnectionChoice(server, null, profile).Make(n => n == "GODWIT_SERVER" ? envServer : null, () => book);
        Assert.Null(connection);
        Assert.Contains(word, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("")]
    [InlineData("blank between")]
    public void What_is_no_token_is_not_sent(string token) =>
        Assert.Contains("no token", new ConnectionChoice("https://said.test", token, null).Make(_ => null, () => ProfileBook.Empty).Problem, StringComparison.Ordinal);

    [Fact]
    public void Of_an_authoritys_file_only_its_certificates_are_kept()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = new CertificateRequest("CN=Forest", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));

        var (kept, problem) = ServerTrust.CertificatesIn(key.ExportPkcs8PrivateKeyPem() + "\n" + authority.ExportCertificatePem());

        Assert.Null(problem);
        Assert.Contains("BEGIN CERTIFICATE", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", kept, StringComparison.Ordinal);
        Assert.Contains("no certificate", ServerTrust.CertificatesIn("nothing").Problem, StringComparison.Ordinal);
    }
}
