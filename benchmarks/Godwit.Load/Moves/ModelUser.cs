using System.Globalization;
using System.Text;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Load.Moves;

/// <summary>
/// The R2 user model's user: 50 contacts, 5 groups, 10 ACEs (and the container members that mirror them), 30 publications, 3 meetings; about 29 KB.
/// The same number gives the same user.
/// </summary>
internal static class ModelUser
{
    private static readonly DateTimeOffset Then = new(2026, 8, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly int[] Containers = [0, 100, 200, 300, 400];
    private static readonly string[] Categories = ["contactCard", "calendarData", "note", "state", "routing", "alerts", "workingHours", "userProperties", "otherOptions", "sharedXml"];

    public static SipAddress Address(int number) => SipAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"user{number:D6}@load.test"));

    public static UserData Of(int number, int users)
    {
        var random = new Random(number);
        var people = Enumerable.Range(0, 50).Select(i => Address((number + 1 + i * 37) % users).Value).Distinct().ToList();
        return new UserData(
            Address(number),
            new UserAccount(true, 60, 11, null),
            [new ContactGroup(1, "~", ""), .. Enumerable.Range(2, 5).Select(i => new ContactGroup(i, $"Project team {i}", ""))],
            [.. people.Select((p, i) => new Contact(p, i % 5 == 0 ? $"Colleague {i}" : "", [1 + random.Next(6)], true, "", i % 3 == 0 ? Extension(random) : null)).OrderBy(c => c.Uri, StringComparer.Ordinal)],
            [.. Enumerable.Range(0, 10).Select(i => new Ace(AceType.User, $"other{number % 1000:D4}.{i}@partner.test", i < 3 ? "BD" : "AA"))],
            [new ContainerVersion(0, 1), new ContainerVersion(100, 3), new ContainerVersion(200, 2), new ContainerVersion(300, 4), new ContainerVersion(32000, 3)],
            [.. Enumerable.Range(0, 3).Select(i => new ContainerMember(32000, "user", $"other{number % 1000:D4}.{i}@partner.test")), new ContainerMember(200, "sameEnterprise", "")],
            [.. Enumerable.Range(0, 30).Select(i => new Publication(Categories[i % 10], i / 10, Containers[i % 5], 1 + random.Next(20), ExpireType.Static, null, Then, Xml(random, "category", 560), null))
                .OrderBy(p => p.Category, StringComparer.Ordinal).ThenBy(p => p.Instance).ThenBy(p => p.Container)],
            [],
            [.. Enumerable.Range(0, 3).Select(i => new Meeting($"{number:X8}{i:X4}", $"Review {i}", Then.AddDays(i), Then.AddDays(60), Xml(random, "conference-info", 1_500)))]);
    }

    private static string Extension(Random random) => Xml(random, "contactExtension", 120);

    private static string Xml(Random random, string name, int length)
    {
        var text = new StringBuilder(length + 64).Append('<').Append(name).Append(" xmlns=\"http://schemas.microsoft.com/2006/09/sip/load\">");
        while (text.Length < length) text.Append(CultureInfo.InvariantCulture, $"<item id=\"{random.Next():x8}\">{random.Next():x8}</item>");
        return text.Append("</").Append(name).Append('>').ToString();
    }
}
