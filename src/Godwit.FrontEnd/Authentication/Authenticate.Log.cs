using System.Net;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Authentication;

public sealed partial class Authenticate
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Wrong password for {Account} from {Remote}")]
    private partial void WrongPassword(string account, EndPoint? remote);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{User} tried to sign in as {Address} from {Remote}")]
    private partial void OtherAddress(SipAddress user, SipAddress address, EndPoint? remote);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Wrong signature on a {Method} of {User} from {Remote}: the connection is closed")]
    private partial void BadSignature(SipAddress user, string method, EndPoint? remote);
}
