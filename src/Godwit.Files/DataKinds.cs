namespace Godwit.Files;

/// <summary>Which kinds of a user's data a file has of her. What a file does not have, an import leaves alone.</summary>
[Flags]
public enum DataKinds
{
    None = 0,
    Account = 1,
    Groups = 2,
    Contacts = 4,
    Aces = 8,

    /// <summary>Container versions and members.</summary>
    Containers = 16,

    Publications = 32,
    Subscribers = 64,
    Meetings = 128,

    /// <summary>What a file says of her that has no place in Godwit.</summary>
    Foreign = 256,

    All = 511,
}
