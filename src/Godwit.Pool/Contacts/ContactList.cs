using System.Collections.Immutable;
using Orleans;

namespace Godwit.Pool.Contacts;

/// <summary>A user's contacts and groups at one version.</summary>
[GenerateSerializer, Immutable, Alias("godwit.ContactList")]
public sealed record ContactList(
    [property: Id(0)] int Delta,
    [property: Id(1)] ImmutableArray<ContactGroup> Groups,
    [property: Id(2)] ImmutableArray<Contact> Contacts);

/// <summary>What one change did to the list; sent to all of the user's endpoints in the order of the fields ([MS-SIP] §3.7).</summary>
[GenerateSerializer, Immutable, Alias("godwit.ContactsDelta")]
public sealed record ContactsDelta(
    [property: Id(0)] int Delta,
    [property: Id(1)] int PreviousDelta,
    [property: Id(2)] ImmutableArray<ContactGroup> AddedGroups,
    [property: Id(3)] ImmutableArray<ContactGroup> ModifiedGroups,
    [property: Id(4)] ImmutableArray<Contact> AddedContacts,
    [property: Id(5)] ImmutableArray<Contact> ModifiedContacts,
    [property: Id(6)] ImmutableArray<int> DeletedGroups,
    [property: Id(7)] ImmutableArray<string> DeletedContacts);

/// <summary>A change that a client asks for; <c>Delta</c> is the version it believes in.</summary>
[GenerateSerializer, Immutable, Alias("godwit.ContactsCommand")]
public abstract record ContactsCommand([property: Id(0)] int Delta)
{
    [GenerateSerializer, Immutable, Alias("godwit.ContactsCommand.SetContact")]
    public sealed record SetContact(int Delta, [property: Id(0)] Contact Contact) : ContactsCommand(Delta);

    [GenerateSerializer, Immutable, Alias("godwit.ContactsCommand.DeleteContact")]
    public sealed record DeleteContact(int Delta, [property: Id(0)] string Uri) : ContactsCommand(Delta);

    [GenerateSerializer, Immutable, Alias("godwit.ContactsCommand.AddGroup")]
    public sealed record AddGroup(int Delta, [property: Id(0)] string Name, [property: Id(1)] string ExternalUri) : ContactsCommand(Delta);

    [GenerateSerializer, Immutable, Alias("godwit.ContactsCommand.ModifyGroup")]
    public sealed record ModifyGroup(int Delta, [property: Id(0)] ContactGroup Group) : ContactsCommand(Delta);

    [GenerateSerializer, Immutable, Alias("godwit.ContactsCommand.DeleteGroup")]
    public sealed record DeleteGroup(int Delta, [property: Id(0)] int Id) : ContactsCommand(Delta);
}

public enum ContactsRefusal { WrongDelta, InvalidUri, NoSuchContact, NoSuchGroup, GroupIsFixed, NameInUse, TooLong, ContactLimit, GroupLimit }

/// <summary>Refused, or done: the new version, the id of a group that was added, and whether a contact is on the list that was not there before.</summary>
[GenerateSerializer, Immutable, Alias("godwit.ContactsResult")]
public sealed record ContactsResult(
    [property: Id(0)] ContactsRefusal? Refusal, [property: Id(1)] int Delta, [property: Id(2)] int? GroupId, [property: Id(3)] bool Added = false);
