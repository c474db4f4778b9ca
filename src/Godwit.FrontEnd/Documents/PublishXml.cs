using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Godwit.Pool.Presence;

namespace Godwit.FrontEnd.Documents;

/// <summary>A publish request of enhanced presence ([MS-PRES] §2.2): category instances to put or to clear.</summary>
public static class PublishXml
{
    /// <summary>Null with a sentence when a publication lacks something or has no number where one must be.</summary>
    public static ImmutableArray<PublishCommand>? Read(XElement publish, out string? problem)
    {
        problem = null;
        var commands = ImmutableArray.CreateBuilder<PublishCommand>();
        foreach (var publication in (publish.Child("publications") ?? publish).Children("publication"))
        {
            if (Read(publication) is not { } command)
            {
                problem = $"Publication {commands.Count + 1} needs categoryName, instance, container, version and a known expireType";
                return null;
            }

            commands.Add(command);
        }

        if (commands.Count > 0) return commands.ToImmutable();
        problem = "The request publishes nothing: it has no publication element";
        return null;
    }

    private static PublishCommand? Read(XElement publication)
    {
        if (publication.Attr("categoryName") is not { Length: > 0 } category || Number(publication, "instance") is not { } instance
            || Number(publication, "container") is not { } container || Number(publication, "version") is not { } version
            || container > int.MaxValue || version > int.MaxValue) return null;
        ExpireType? expires = publication.Attr("expireType")?.ToLowerInvariant() switch
        {
            "static" or null => ExpireType.Static,
            "endpoint" => ExpireType.Endpoint,
            "user" => ExpireType.User,
            "time" => ExpireType.Time,
            _ => null,
        };
        if (expires is null) return null;
        var seconds = Number(publication, "expires");
        var content = seconds == 0 ? null : string.Concat(publication.Elements().Select(e => e.Alone()));
        return new PublishCommand(
            category, instance, (int)container, (int)version, expires.Value,
            seconds is > 0 and <= int.MaxValue ? TimeSpan.FromSeconds(seconds.Value) : null, content);
    }

    private static long? Number(XElement element, string name) =>
        long.TryParse(element.Attr(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
