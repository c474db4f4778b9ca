using Godwit.Sip.Messages;

namespace Godwit.Demo;

internal sealed class SignInException(string address, SipResponse response)
    : Exception($"{address} can't sign in: {response.Status} {response.Headers.Get(HeaderNames.Warning) ?? response.Headers.Get(HeaderNames.MsDiagnostics) ?? response.Reason}");
