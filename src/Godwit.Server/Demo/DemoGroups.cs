using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Server.Demo;

/// <summary>The distribution groups of the demo: one a department, those who run the company, and everybody as a group of groups.</summary>
public static class DemoGroups
{
    private const string Unit = "Groups";

    /// <summary>In the order in which they can be made: a group after those that it holds.</summary>
    public static IReadOnlyList<GroupEdit> Of(ImmutableArray<DemoPerson> people)
    {
        var departments = people.GroupBy(p => p.Department).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Group(g.Key, g.Key, g)).ToList();
        var leads = people.Where(p => p.Title.EndsWith("Lead", StringComparison.Ordinal) || p.Title == "Director").ToList();
        return
        [
            .. departments,
            Group("leads", "Team leads", leads),
            new GroupEdit(MailOf("everybody"), "Everybody at Godwit Ltd", Unit, [], [.. departments.Select(d => d.Mail)]),
        ];
    }

    private static GroupEdit Group(string name, string displayName, IEnumerable<DemoPerson> people) =>
        new(MailOf(name.ToLowerInvariant()), displayName, Unit, [.. people.Select(p => p.Address)], []);

    private static string MailOf(string name) => $"{name}@{DemoPeople.Domain}";
}
