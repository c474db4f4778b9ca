using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;

namespace Godwit.Server.Demo;

/// <summary>What the people of the demo keep in their pools: contacts in groups, some blocked people, a note, meetings.</summary>
public static class DemoUserData
{
    private const int OtherContacts = 1;
    private const int Team = 2;
    private const int Company = 3;
    private const int Friends = 4;

    private static readonly string[] Notes =
    [
        "Working from home today", "At the customer's until Thursday", "In the workshop, call me", "On the road, slow to answer", "Preparing the quarter's figures",
        "Back on Monday", "Please write, do not call", "In office 214 this week", "Release day!", "Lunch at 12:30, join us",
    ];

    private static readonly string[] Subjects = ["Weekly team meeting", "Design review", "Budget round", "Customer visit", "One to one", "Release planning"];

    public static UserData Of(int who, ImmutableArray<DemoPerson> people, ImmutableArray<int> known, DateTimeOffset now)
    {
        var person = people[who];
        var random = new Random((people.Length * 31) + who);
        var contacts = known.Select(k => ContactOf(people[k], person, random)).ToImmutableArray();
        var blocked = Blocked(who, known, people, random);
        var note = random.Next(3) == 0 ? Notes[random.Next(Notes.Length)] : null;
        return UserData.Empty(person.Address) with
        {
            Account = new UserAccount(false, contacts.Length + 4, blocked.Length + 1, note is null ? null : UserInfo(note)),
            Groups = [new ContactGroup(OtherContacts, "~", ""), new ContactGroup(Team, person.Department, ""), new ContactGroup(Company, "Godwit Ltd", ""), new ContactGroup(Friends, "Friends", "")],
            Contacts = contacts,
            Aces = [.. blocked.Select(b => new Ace(AceType.User, b, "BD"))],
            Containers = blocked.IsEmpty ? [] : [new ContainerVersion(ContainerIds.Blocked, 1)],
            Members = [.. blocked.Select(b => new ContainerMember(ContainerIds.Blocked, "user", b))],
            Meetings = Meetings(person, random, now),
        };
    }

    private static Contact ContactOf(DemoPerson contact, DemoPerson owner, Random random)
    {
        var group = contact.Department == owner.Department ? Team : random.Next(6) == 0 ? Friends : Company;
        var alias = random.Next(8) == 0 ? contact.Name.Split(' ')[0] : "";
        return new Contact(contact.Address.Value, alias, [group], true, "", null);
    }

    /// <summary>One in five has blocked somebody who is not on the list; never one of the six.</summary>
    private static ImmutableArray<string> Blocked(int who, ImmutableArray<int> known, ImmutableArray<DemoPerson> people, Random random)
    {
        if (random.Next(5) != 0 || people.Length <= 6) return [];
        var someone = 6 + random.Next(people.Length - 6);
        return someone == who || known.Contains(someone) ? [] : [people[someone].Address.Value];
    }

    private static string UserInfo(string note) =>
        $"<userInfo xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\"><note>{note}</note></userInfo>";

    private static ImmutableArray<Meeting> Meetings(DemoPerson person, Random random, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.Year, now.Month, now.Day, 0, 0, 0, TimeSpan.Zero);
        return [.. Enumerable.Range(0, random.Next(4)).Select(_ => Make(random))];

        Meeting Make(Random chance)
        {
            var id = chance.NextInt64().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
            var subject = Subjects[chance.Next(Subjects.Length)];
            var starts = today.AddDays(1 + chance.Next(28)).AddHours(8 + chance.Next(9));
            var content = $"<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\" entity=\"{person.Address.Uri};gruu;opaque=app:conf:focus:id:{id}\"><conference-description><subject>{subject}</subject></conference-description></conference-info>";
            return new Meeting(id, subject, starts, starts.AddDays(14), content);
        }
    }
}
