using Godwit.Admin.Access;
using Godwit.Console.Selection;
using Godwit.Console.State;
using Godwit.Console.Users;

namespace Godwit.Tests.Console;

public class RightsTests
{
    [Theory]
    [InlineData(Roles.Reader, false, false)]
    [InlineData(Roles.UserAdministrator, true, false)]
    [InlineData(Roles.ServerAdministrator, true, true)]
    [InlineData("", false, false)]
    public void A_role_gives_what_it_says(string role, bool users, bool servers) => Assert.Equal(new Rights(users, servers), Rights.Of(role));

    [Fact]
    public void A_reader_is_offered_nothing_but_to_read() => Assert.Equal(["Properties"], Texts(Roles.Reader, rows: 1, directory: false));

    [Fact]
    public void The_two_consoles_use_their_own_words()
    {
        Assert.Equal(["Move Users…", "Configure Users…", "Delete Users…", "Properties"], Texts(Roles.UserAdministrator, rows: 1, directory: false));
        Assert.Equal("Move Communications Server Users…", Texts(Roles.UserAdministrator, rows: 1, directory: true)[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Only_one_user_has_properties(int rows) => Assert.DoesNotContain("Properties", Texts(Roles.ServerAdministrator, rows, directory: false));

    [Fact]
    public async Task An_act_begins_with_whom_was_picked_and_with_nobody_when_nobody_was()
    {
        var begun = new Begun();
        var rights = Rights.Of(Roles.UserAdministrator);
        await UserActs.For(() => Task.FromResult<UserPick?>(UserPick.AllUnassigned), rights, begun, 0, directory: false)[0].Do();
        await UserActs.For(() => Task.FromResult<UserPick?>(null), rights, begun, 0, directory: false)[0].Do();
        Assert.Equal([(UserAction.Move, UserPick.AllUnassigned)], begun.Acts);
    }

    private static List<string> Texts(string role, int rows, bool directory) =>
        [.. UserActs.For(() => Task.FromResult<UserPick?>(null), Rights.Of(role), new Begun(), rows, directory).Select(a => a.Text)];

    private sealed class Begun : IUserActions
    {
        public List<(UserAction, UserPick)> Acts { get; } = [];

        public Task Begin(UserAction action, UserPick users)
        {
            Acts.Add((action, users));
            return Task.CompletedTask;
        }
    }
}
