using System.Text.Json;

namespace Godwit.Server.Configuration;

/// <summary>Reads a configuration file: settings, or every problem that stands in their way.</summary>
public static class ConfigReader
{
    public static ForestSettings? ReadFile(string file, ConfigProblems problems)
    {
        try
        {
            return Read(File.ReadAllText(file), Path.GetDirectoryName(Path.GetFullPath(file))!, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(file, null, $"cannot be read ({e.Message})", "name a file that exists and that this account may read");
            return null;
        }
    }

    /// <param name="folder">Where relative paths begin: the folder of the file.</param>
    public static ForestSettings? Read(string json, string folder, ConfigProblems problems)
    {
        var config = Parse(json, problems);
        if (config is null) return null;

        UnknownMembers.Check(config, problems);
        var data = DataFolder(config.Data, folder, problems);
        var forest = ForestValidator.Check(config.Forest, problems);
        var management = ManagementValidator.Check(config.Management, config.Join, problems);
        var join = JoinValidator.Check(config, problems);
        var pools = PoolValidator.Check(config.Pools, data, problems);
        var tls = TlsValidator.Check(config.Tls, folder, problems);
        var limits = LimitsValidator.Check(config.Limits, problems);
        var vault = VaultValidator.Check(config.Vault, problems);
        EndpointValidator.CheckSharing(config, problems);

        if (!problems.None) return null;
        return new ForestSettings
        {
            Domains = forest!.Domains,
            NetBiosDomain = forest.NetBiosDomain,
            DirectoryFile = Path.Combine(data, forest.Directory),
            DataFolder = data,
            Pools = pools,
            Management = management,
            Join = join,
            Tls = tls,
            Limits = limits,
            Vault = vault,
        };
    }

    private static GodwitConfig? Parse(string json, ConfigProblems problems)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, ConfigJson.Default.GodwitConfig) is { } config) return config;
            problems.Add("the file", null, "holds null", "write an object with forest, data, pools and management");
        }
        catch (JsonException e)
        {
            var where = string.IsNullOrEmpty(e.Path) || e.Path == "$" ? "the file" : e.Path.Replace("$.", "", StringComparison.Ordinal);
            problems.Add(where, null, $"is not what is expected here (line {e.LineNumber + 1}, column {e.BytePositionInLine + 1})", "see config/godwit.example.json for the form");
        }

        return null;
    }

    private static string DataFolder(string? data, string folder, ConfigProblems problems)
    {
        if (!string.IsNullOrWhiteSpace(data)) return Path.GetFullPath(data, folder);
        problems.Missing("data", "name the folder that holds databases and certificates, e.g. \"/var/lib/godwit\"");
        return folder;
    }
}
