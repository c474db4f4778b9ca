using Godwit.Server.Check;
using Godwit.Server.Configuration;

namespace Godwit.Server.Hosting;

/// <summary>What must hold before anything is opened, in one sentence when it does not.</summary>
internal static class StartCheck
{
    public static void Ports(ForestSettings settings)
    {
        var problems = new ConfigProblems();
        ForestCheck.Ports(settings, problems);
        if (!problems.None) throw new StartException(string.Join(Environment.NewLine, problems.Found));
    }
}
