using System.Collections.Immutable;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;

namespace Godwit.FrontEnd.Operations;

/// <summary>What the pool's refusals are on the wire. A wrong version is 409 with a fault, everything else an ms-diagnostics sentence.</summary>
internal static class Outcomes
{
    public static OperationAnswer Of(ContactsResult result) => result.Refusal switch
    {
        null => OperationAnswer.Done,
        // Clients ignore this; the home sends them the whole list, so that they count right again.
        ContactsRefusal.WrongDelta => WrongVersion([]),
        ContactsRefusal.InvalidUri => Refuse(400, 9201, "The contact's URI is not one that can be called"),
        ContactsRefusal.NoSuchContact => Refuse(404, 9202, "The contact is not on the list"),
        ContactsRefusal.NoSuchGroup => Refuse(404, 9203, "There is no group of this number"),
        ContactsRefusal.GroupIsFixed => Refuse(403, 9204, "The group of other contacts can be neither changed nor deleted"),
        ContactsRefusal.NameInUse => Refuse(409, 9205, "There is a group of this name already"),
        ContactsRefusal.TooLong => Refuse(413, 9206, "A name, address or extension of the contact is too long"),
        ContactsRefusal.ContactLimit => Refuse(403, 2007, "The list is full: remove a contact before you add another"),
        ContactsRefusal.GroupLimit => Refuse(403, 2008, "There are as many groups as there may be: delete one before you add another"),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    public static OperationAnswer Of(PermissionsResult result) => result.Refusal switch
    {
        null => OperationAnswer.Done,
        PermissionsRefusal.WrongDelta => WrongVersion([]),
        PermissionsRefusal.InvalidMask => Refuse(400, 9211, "The address or domain of the entry is not one"),
        PermissionsRefusal.InvalidRights => Refuse(400, 9212, "The rights are not two letters of A, D, P, B"),
        PermissionsRefusal.NoSuchContainer => Refuse(404, 9213, "There is no container of this number"),
        PermissionsRefusal.LimitReached => Refuse(403, 9214, "There are as many entries as there may be: remove one before you add another"),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    public static OperationAnswer WrongVersion(ImmutableArray<WrongVersion> operations) => new(FaultXml.WrongDelta(operations), RequestRefusals.WrongVersion);

    public static OperationAnswer Refuse(int status, int code, string sentence) => OperationAnswer.Refuse(new Refusal(status, code, sentence));
}
