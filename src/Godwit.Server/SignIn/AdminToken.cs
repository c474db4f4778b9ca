using System.Security.Cryptography;
using System.Text;

namespace Godwit.Server.SignIn;

/// <summary>
/// The bearer token of the admin API. Made at the first start: the token goes to a file of the owner's, to be taken away;
/// what the server compares with is only its SHA-256 in a second file.
/// </summary>
public sealed class AdminToken
{
    private readonly byte[] _hash;

    private AdminToken(byte[] hash) => _hash = hash;

    public static string FileIn(string dataFolder) => Path.Combine(dataFolder, "admin-token");

    public static AdminToken Open(string dataFolder)
    {
        var hashFile = FileIn(dataFolder) + ".sha256";
        if (File.Exists(hashFile) && TryHex(File.ReadAllText(hashFile).Trim()) is { } known) return new AdminToken(known);

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var hash = Hash(token);
        // The token first: a crash between the two makes another one at the next start.
        WriteOwned(FileIn(dataFolder), token);
        WriteOwned(hashFile, Convert.ToHexStringLower(hash));
        return new AdminToken(hash);
    }

    public bool Is(string token) => CryptographicOperations.FixedTimeEquals(Hash(token), _hash);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static byte[]? TryHex(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    private static void WriteOwned(string file, string text)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(text);
    }
}
