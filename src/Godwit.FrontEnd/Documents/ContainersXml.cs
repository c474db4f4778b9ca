using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Godwit.Pool.Permissions;

namespace Godwit.FrontEnd.Documents;

/// <summary>setContainerMembers ([MS-PRES] §2.2): who is added to and removed from which container.</summary>
public static class ContainersXml
{
    /// <summary>Member types by any spelling, as they stand on the wire.</summary>
    private static readonly string[] Types = ["user", "domain", "sameEnterprise", "federated", "publicCloud", "everyone"];

    /// <summary>Null with a sentence when a container or a member can't be understood.</summary>
    public static ImmutableArray<ContainerCommand>? Read(XElement root, out string? problem)
    {
        problem = null;
        var commands = ImmutableArray.CreateBuilder<ContainerCommand>();
        foreach (var container in root.Children("container"))
        {
            if (Number(container, "id") is not { } id || Number(container, "version") is not { } version)
            {
                problem = $"Container {commands.Count + 1} needs an id and a version";
                return null;
            }

            var add = ImmutableArray.CreateBuilder<ContainerMember>();
            var remove = ImmutableArray.CreateBuilder<ContainerMember>();
            foreach (var element in container.Children("member"))
            {
                if (Member(id, element) is not { } member || element.Attr("action")?.ToLowerInvariant() is not ("add" or "remove"))
                {
                    problem = $"A member of container {id} needs an action (add, remove) and a known type, and a value if it is a user or domain";
                    return null;
                }

                (element.Attr("action")!.Equals("add", StringComparison.OrdinalIgnoreCase) ? add : remove).Add(member);
            }

            commands.Add(new ContainerCommand(id, version, add.ToImmutable(), remove.ToImmutable()));
        }

        if (commands.Count > 0) return commands.ToImmutable();
        problem = "The request names no container";
        return null;
    }

    private static ContainerMember? Member(int container, XElement element)
    {
        var type = Array.Find(Types, t => t.Equals(element.Attr("type"), StringComparison.OrdinalIgnoreCase));
        if (type is null) return null;
        var value = type is "user" or "domain" ? ContactsRequest.WithoutScheme(element.Attr("value") ?? "").Trim().ToLowerInvariant() : "";
        return type is "user" or "domain" && value.Length == 0 ? null : new ContainerMember(container, type, value);
    }

    private static int? Number(XElement element, string name) =>
        int.TryParse(element.Attr(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
