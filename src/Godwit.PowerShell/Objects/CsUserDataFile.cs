using Godwit.Admin.Files;

namespace Godwit.PowerShell.Objects;

/// <summary>What Export-CsUserData wrote.</summary>
public sealed class CsUserDataFile
{
    internal CsUserDataFile(ExportView written) => (FileName, Format, Users, Bytes) = (written.File, written.Format, written.Users, written.Bytes);

    public string FileName { get; }

    public string Format { get; }

    public long Users { get; }

    public long Bytes { get; }
}
