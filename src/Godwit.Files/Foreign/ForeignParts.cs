using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Godwit.Pool.Presence;

namespace Godwit.Files.Foreign;

/// <summary>
/// Foreign parts in a back end: they lie there as one publication that no home reads (<see cref="ForeignData"/>), so a move, an undo copy and a sealed parcel
/// carry them like everything else.
/// </summary>
public static partial class ForeignParts
{
    public static (ImmutableArray<Publication> Publications, ImmutableArray<ForeignPart> Parts) Split(ImmutableArray<Publication> stored)
    {
        foreach (var publication in stored)
            if (ForeignData.Is(publication)) return (stored.Remove(publication), Read(publication.Content));
        return (stored, []);
    }

    public static ImmutableArray<Publication> Join(ImmutableArray<Publication> publications, ImmutableArray<ForeignPart> parts) =>
        parts.IsEmpty ? publications : [.. publications, ForeignData.Of(Write(parts))];

    /// <summary>What is said twice is said by the later one; a part that is there already keeps its place.</summary>
    public static ImmutableArray<ForeignPart> Union(ImmutableArray<ForeignPart> before, ImmutableArray<ForeignPart> added)
    {
        // Several elements of one name stand together: all of them, or none.
        var named = added.Select(p => p.Key).ToHashSet();
        return [.. before.Where(p => !named.Contains(p.Key)), .. added];
    }

    private static string Write(ImmutableArray<ForeignPart> parts) => JsonSerializer.Serialize(parts, ForeignJson.Default.ImmutableArrayForeignPart);

    private static ImmutableArray<ForeignPart> Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ForeignJson.Default.ImmutableArrayForeignPart);
        }
        catch (JsonException)
        {
            // Not written by us: nothing that a file could have said.
            return [];
        }
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(ImmutableArray<ForeignPart>))]
    private sealed partial class ForeignJson : JsonSerializerContext;
}
