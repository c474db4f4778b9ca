namespace Godwit.Files;

/// <summary>The kinds of files (docs/formats.md).</summary>
public enum FileFormat { Dbimpexp, CsUserData, Xep0227, Csv }

/// <summary>Reads users out of a file, one at a time. Throws <see cref="FileBrokenException"/> where it can't go on.</summary>
public interface IUserFileReader
{
    /// <param name="file">Can be read at any place.</param>
    IEnumerable<FileRecord> Read(Stream file);
}

/// <summary>Writes users into a file, one after another: <see cref="Write"/> for each, then <see cref="End"/>.</summary>
public interface IUserFileWriter : IDisposable
{
    void Write(FileUser user);

    void End();
}
