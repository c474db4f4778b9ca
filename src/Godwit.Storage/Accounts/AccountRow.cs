namespace Godwit.Storage.Accounts;

/// <summary>A local account of a person who administers. <paramref name="Stamp"/>: another one ends every session of hers.</summary>
public sealed record AccountRow(string Name, string Role, string PasswordHash, string Stamp, DateTimeOffset Created, DateTimeOffset? LastSignIn)
{
    public override string ToString() => Name;
}

/// <summary>A program's token. <paramref name="Hash"/>: SHA-256 of what it shows.</summary>
public sealed record TokenRow(string Id, string Name, string Role, ReadOnlyMemory<byte> Hash, string CreatedBy, DateTimeOffset Created, DateTimeOffset Expires, DateTimeOffset? LastUsed)
{
    public override string ToString() => $"{Name} ({Id})";
}
