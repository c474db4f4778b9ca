namespace Godwit.Server.Hosting;

/// <summary>The folder of all state, held by one process at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream taken)
    {
        Path = path;
        _lock = taken;
    }

    public string Path { get; }

    public string Certificates => System.IO.Path.Combine(Path, "certificates");

    public string Audit => System.IO.Path.Combine(Path, "audit.jsonl");

    /// <summary>Who may administer.</summary>
    public string Accounts => System.IO.Path.Combine(Path, "accounts.db");

    public string Vault => System.IO.Path.Combine(Path, "vault.db");

    public string Journal => System.IO.Path.Combine(Path, "moves.db");

    /// <summary>The private key that signs receipts of moves.</summary>
    public string ReceiptKey => System.IO.Path.Combine(Path, "receipts.key");

    /// <summary>The lock ends with the process, however that ends.</summary>
    public static DataFolder Take(string path)
    {
        Make(path);
        try
        {
            return new DataFolder(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new StartException($"The data folder {path} is in use by another Godwit server, or cannot be written ({e.Message})", e);
        }
    }

    /// <summary>Makes the folder when there is none, for its owner only.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(path);
        else System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _lock.Dispose();
}

/// <summary>The server can't start, for a reason that the message tells an operator in one sentence.</summary>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
