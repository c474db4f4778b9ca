using Godwit.Server.Certificates;
using Godwit.Server.Check;
using Godwit.Server.Configuration;

namespace Godwit.Server.Hosting;

/// <summary>What must hold before anything is opened, in one sentence when it does not.</summary>
internal static class StartCheck
{
    /// <summary>Only that they can be read: a server whose certificate ended yesterday is better than none.</summary>
    public static void Certificates(ForestSettings settings)
    {
        if (settings.Tls is null) return;
        var problems = new ConfigProblems();
        CertificateFiles.Read(settings.Tls, problems)?.Dispose();
        if (!problems.None) throw new StartException(problems.Found[0].ToString());
    }

    public static void Ports(ForestSettings settings)
    {
        var problems = new ConfigProblems();
        ForestCheck.Ports(settings, problems);
        if (problems.None) return;
        var first = problems.Found[0];
        var others = string.Join(", ", problems.Found.Skip(1).Select(p => p.Value));
        throw new StartException(others.Length == 0 ? $"The port {first.Value} {first.Rule}; {first.Cure}" : $"The port {first.Value} {first.Rule}; so it is with {others}; {first.Cure}");
    }
}
