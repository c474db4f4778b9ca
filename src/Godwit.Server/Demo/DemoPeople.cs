using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Server.Demo;

/// <summary>Somebody in the demo's company.</summary>
/// <param name="Pool">0, 1 or 2: the pools in the order of the configuration.</param>
public sealed record DemoPerson(SipAddress Address, string Name, string Department, string Title, int Office, int Pool);

/// <summary>The people of the demo: six who everybody knows, then as many as are asked for. The same number gives the same people.</summary>
public static class DemoPeople
{
    public const string Domain = "godwit.test";

    /// <summary>Alice and bob on the first pool, carol and dave on the second, erin and frank on the third.</summary>
    private static readonly string[] Known = ["Alice Andersson", "Bob Bergman", "Carol Castillo", "Dave Dimitrov", "Erin Eklund", "Frank Fischer"];

    private static readonly string[] First =
    [
        "Ada", "Amir", "Anna", "Arun", "Astrid", "Ben", "Bianca", "Carlos", "Chen", "Clara", "Daniel", "Diana", "Elif", "Emil", "Emma", "Eva", "Farid", "Femke", "Filip", "Freja",
        "Georg", "Greta", "Hana", "Henrik", "Hugo", "Ida", "Ines", "Ivan", "Jana", "Jonas", "Julia", "Kaito", "Karin", "Kofi", "Lars", "Leila", "Lena", "Linus", "Lucia", "Magnus",
        "Maja", "Marco", "Maria", "Mateo", "Mina", "Nadia", "Nils", "Noor", "Olga", "Omar", "Oskar", "Paula", "Per", "Petra", "Priya", "Rafael", "Rosa", "Samir", "Sara", "Sofia",
    ];

    private static readonly string[] Last =
    [
        "Abbas", "Alvarez", "Bakker", "Becker", "Bianchi", "Blom", "Brandt", "Carlsen", "Costa", "Dahl", "Dubois", "Engel", "Eriksen", "Falk", "Ferrari", "Garcia", "Gupta", "Haas",
        "Hansen", "Holm", "Ivanova", "Jansen", "Kaya", "Keller", "Kim", "Koch", "Kovacs", "Larsen", "Lind", "Lopez", "Maier", "Mendes", "Moreau", "Mueller", "Nagy", "Nakamura",
        "Nielsen", "Novak", "Okafor", "Olsen", "Park", "Petrov", "Popescu", "Quist", "Rao", "Reyes", "Romano", "Sato", "Schmidt", "Silva", "Singh", "Sorensen", "Suzuki", "Toth",
        "Vargas", "Vogel", "Weber", "Wong", "Yilmaz", "Zhang",
    ];

    private static readonly (string Name, string[] Titles)[] Departments =
    [
        ("Sales", ["Account Manager", "Sales Engineer", "Sales Lead"]),
        ("Engineering", ["Developer", "Tester", "Architect"]),
        ("Finance", ["Controller", "Accountant", "Buyer"]),
        ("Support", ["Support Engineer", "Field Engineer", "Team Lead"]),
        ("Management", ["Assistant", "Project Manager", "Director"]),
    ];

    /// <summary>Accounts of the company's directory that are nobody's who would sign in: a directory has those, too.</summary>
    public static readonly ImmutableArray<NewAccount> Accounts =
    [
        Account("reception", "Reception Desk", "Management"), Account("gatehouse", "Gate House", "Support"), Account("printroom", "Print Room", "Support"),
        Account("trainee", "Trainee", "Sales"), Account("auditor", "External Auditor", "Finance"),
    ];

    public static ImmutableArray<DemoPerson> Make(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, Known.Length);
        var random = new Random(count);
        var taken = new HashSet<string>();
        var people = ImmutableArray.CreateBuilder<DemoPerson>(count);
        for (var i = 0; i < count; i++)
        {
            var name = i < Known.Length ? Known[i] : $"{First[random.Next(First.Length)]} {Last[random.Next(Last.Length)]}";
            var login = i < Known.Length ? name.Split(' ')[0].ToLowerInvariant() : Free(name.ToLowerInvariant().Replace(' ', '.'));
            taken.Add(login);
            var (department, titles) = i < Known.Length ? Departments[0] : Departments[random.Next(Departments.Length)];
            people.Add(new DemoPerson(SipAddress.Parse($"{login}@{Domain}"), name, department, titles[random.Next(titles.Length)], 100 + random.Next(500), i < Known.Length ? i / 2 : i % 3));
        }

        return people.MoveToImmutable();

        string Free(string login)
        {
            for (var n = 1; ; n++)
                if (!taken.Contains(n == 1 ? login : login + n)) return n == 1 ? login : login + n;
        }
    }

    private static NewAccount Account(string login, string name, string department) => new(login, $"{login}@{Domain}", name, null, department);
}
