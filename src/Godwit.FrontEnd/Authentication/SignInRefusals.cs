using Godwit.FrontEnd.Requests;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Authentication;

/// <summary>Every refusal of authentication, with the code clients of this family know; codes from 9000 are Godwit's own.</summary>
internal static class SignInRefusals
{
    public static readonly Refusal NotSignedIn = new(403, 9001, "Sign in first: this connection has no user yet");

    public static readonly Refusal NotSigned = new(403, 9002, "The request is not signed: sign in again");

    public static readonly Refusal WrongPassword = new(403, 9007, "The credentials in the request are wrong: sign in again");

    public static readonly Refusal NoFrom = new(400, 9003, "The From header names no SIP address like sip:alice@example.org");

    public static readonly Refusal DigestUri = new(400, 9004, "The uri in the credentials is not the one that is asked for");

    public static Refusal Unknown(SipAddress address) => new(404, 4005, $"{address} is not known here: check the spelling, or ask your administrator to enable this address for SIP");

    public static Refusal NotYours(SipAddress user) => new(403, 4004, $"You signed in as {user} and may not speak for another address: sign in with your own");

    public static Refusal Occupied(SipAddress user) => new(403, 9005, $"This connection is signed in as {user}: open another one");

    public static Refusal TooManyFailures(TimeSpan wait) => new(403, 9006, $"Too many wrong passwords: try again in {Math.Ceiling(wait.TotalSeconds):0} s");
}
