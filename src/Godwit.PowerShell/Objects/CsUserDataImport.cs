using Godwit.Admin.Files;

namespace Godwit.PowerShell.Objects;

/// <summary>What Import-CsUserData or Update-CsUserData took in; of a test, what it would.</summary>
public sealed class CsUserDataImport
{
    internal CsUserDataImport(string file, ImportView import)
    {
        FileName = file;
        Format = import.Format;
        Mode = import.Mode;
        TestMode = import.Test;
        Users = import.Users;
        Imported = import.Imported;
        Unchanged = import.Unchanged;
        Added = import.Added;
        Skipped = import.Skipped;
        LeftOut = import.LeftOut;
    }

    public string FileName { get; }

    public string Format { get; }

    /// <summary><c>replace</c> or <c>merge</c>.</summary>
    public string Mode { get; }

    public bool TestMode { get; }

    public long Users { get; }

    public long Imported { get; }

    public long Unchanged { get; }

    public long Added { get; }

    public long Skipped { get; }

    public long LeftOut { get; }
}
