using System.Collections.Immutable;
using Godwit.Files.Foreign;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Files;

/// <summary>A user as a file has her. Of <paramref name="Data"/> only the <paramref name="Kinds"/> count; the rest is empty.</summary>
public sealed record FileUser(DataKinds Kinds, UserData Data)
{
    public SipAddress Address => Data.Address;

    public ImmutableArray<ForeignPart> Foreign { get; init; } = [];

    /// <summary>What a file says of her account in the directory; null when it says nothing.</summary>
    public DirectoryFields? Directory { get; init; }

    public bool Has(DataKinds kind) => (Kinds & kind) != 0;

    /// <summary>All that a back end holds of a user.</summary>
    public static FileUser Of(UserData stored)
    {
        var (publications, parts) = ForeignParts.Split(stored.Publications);
        return new FileUser(DataKinds.All, stored with { Publications = publications }) { Foreign = parts };
    }
}
