namespace Godwit.Pool.Presence;

/// <summary>
/// What an imported file said of a user and Godwit has no place for. It lies in her back end as a publication, so that it goes wherever her data goes; no home
/// ever reads it, and no client can see or change it.
/// </summary>
public static class ForeignData
{
    private const string Category = "urn:godwit:foreign";

    /// <summary>No container of anybody: clients publish into 0 and above.</summary>
    private const int Container = -1;

    public static bool Is(Publication publication) => publication.Container == Container && publication.Category == Category;

    public static Publication Of(string content) => new(Category, 0, Container, 1, ExpireType.Static, null, DateTimeOffset.UnixEpoch, content, null);
}
