using System.Diagnostics.Metrics;

namespace Godwit.FrontEnd.Authentication;

/// <summary>Figures of sign-ins. <c>godwit.sign_in.failures</c> counts by reason: password, address, signature.</summary>
public sealed class SignInInstruments(IMeterFactory meters)
{
    public const string MeterName = "Godwit.FrontEnd.Authentication";

    private readonly Counter<long> _failures = meters.Create(MeterName).CreateCounter<long>("godwit.sign_in.failures", "{attempt}", "Sign-ins that were refused");

    public void Failed(string reason) => _failures.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
