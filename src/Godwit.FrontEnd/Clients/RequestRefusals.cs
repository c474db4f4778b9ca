using Godwit.FrontEnd.Requests;

namespace Godwit.FrontEnd.Clients;

/// <summary>Why a request of a signed-in client is refused. Codes below 9000 are those of [MS-OCER]; from 9000 they are Godwit's own.</summary>
public static class RequestRefusals
{
    public static readonly Refusal NotSignedIn = new(403, 9001, "Sign in first: this connection has no user yet");

    public static readonly Refusal NotYourData = new(403, 4004, "You may only change your own data: the request must be addressed to yourself");

    public static readonly Refusal Moved = new(503, 4142, "You were moved to another pool: sign in again to be taken there");

    public static readonly Refusal PoolUnavailable = new(503, 1025, "The pool's back-end database is not available now: try again in a few minutes");

    public static readonly Refusal UnknownEvent = new(489, 9110, "There is no such event here for this client: Allow-Events names those there are");

    public static readonly Refusal NoSubscription = new(481, 9111, "This subscription does not exist any more: subscribe anew");

    public static readonly Refusal OutOfOrder = new(500, 9114, "A later request of this subscription came before this one");

    public static readonly Refusal TooManySubscriptions = new(403, 9112, "This client has more subscriptions than are allowed");

    public static readonly Refusal IntervalTooBrief = new(423, 9113, "The time asked for is too brief");

    public static readonly Refusal WrongVersion = new(409, 2141, "The version in the request is out of date: read the current one and try again");

    public static readonly Refusal NoConferences = new(501, 9120, "Conferences are not available on this pool yet");

    /// <summary>What a user loses with an old client on a pool that has it (design: the sign-in table).</summary>
    public static readonly Refusal ConferencesNeedNewClient =
        new(403, 9122, "Conferences are not for this client: sign in with Communicator 2007 or later on an OCS 2007 or later pool");

    public static readonly Refusal CategoriesNeedNewClient =
        new(403, 2013, "The msrtc-event-categories extension is required: enhanced presence is not for this client, sign in with Communicator 2007 or later");

    public static readonly Refusal EventNeedsNewClient =
        new(489, 2013, "The msrtc-event-categories extension is required: this event belongs to enhanced presence, sign in with Communicator 2007 or later");

    public static readonly Refusal Blocked = new(403, 9121, "This user does not show you her presence");

    public static readonly Refusal NotFoundInPool = new(404, 4006, "The user was not found in this pool");

    public static readonly Refusal PublicationGone = new(412, 9130, "There is no publication of this SIP-If-Match: publish anew");

    public static readonly Refusal NeedsEventList = new(421, 9115, "A list is told of in NOTIFYs of lists: say Supported: eventlist");

    public static readonly Refusal NoteTooLong = new(413, 9131, "The note is longer than the 1,024 characters that are kept");

    public static Refusal Malformed(string sentence) => new(400, 9102, sentence);

    public static Refusal UnknownType(string type) => new(415, 9103, $"A body of type '{Plain(type)}' is not understood here: Accept names those that are");

    public static Refusal UnknownOperation(string name) => new(400, 9104, $"The operation '{Plain(name)}' is not known here");

    public static Refusal Incomplete(string operation) => new(400, 9105, $"{operation} lacks something that must be there, or has a value that can't be");

    /// <summary>What a peer wrote, fit to stand inside a quoted string.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Take(64).Where(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '+' or '-' or '.' or '_' or ':'));
}
