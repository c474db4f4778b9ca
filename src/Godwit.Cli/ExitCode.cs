namespace Godwit.Cli;

/// <summary>What a verb ends with (docs/cli.md).</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>Something was refused or failed; the words say what.</summary>
    public const int Refused = 1;

    public const int BadUsage = 2;

    public const int Unreachable = 3;
}
