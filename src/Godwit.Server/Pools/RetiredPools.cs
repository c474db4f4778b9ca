using System.Text.Json;
using System.Text.Json.Serialization;
using Godwit.Pool.Pools;

namespace Godwit.Server.Pools;

/// <summary>A pool that was taken out of the forest, and the database that still holds its users' data; of a pool of another host empty: it lies there.</summary>
public sealed record RetiredPool(string Fqdn, PoolGeneration Generation, PoolEdition Edition, string Dn, string DatabaseFile)
{
    public PoolRecord Record => new(Fqdn, Generation, Edition, Dn);
}

/// <summary>
/// The retired pools, a JSON object per line in the data folder, oldest first: a configuration that still names one does not bring it back,
/// and its users' data can still be had.
/// </summary>
public sealed partial class RetiredPools(string dataFolder)
{
    private readonly string _file = Path.Combine(dataFolder, "retired-pools.jsonl");

    public IReadOnlyList<RetiredPool> All =>
        File.Exists(_file)
            ? [.. File.ReadLines(_file).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize(l, RetiredJson.Default.RetiredPool)!).DistinctBy(p => p.Fqdn, StringComparer.OrdinalIgnoreCase)]
            : [];

    public void Add(RetiredPool pool) => File.AppendAllText(_file, JsonSerializer.Serialize(pool, RetiredJson.Default.RetiredPool) + "\n");

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(RetiredPool))]
    private sealed partial class RetiredJson : JsonSerializerContext;
}
