using Godwit.Pool.Users;

namespace Godwit.Tests.Pool.Users;

public sealed class GroupExpansionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>"sales: alice bob #leads" is a group with two people and a group.</summary>
    private static Task<GroupExpansion> Expand(int most, params string[] groups)
    {
        var directory = new Groups(groups);
        return GroupExpansion.Of(directory, directory.Group(1), most, Cancel);
    }

    private static string Text(GroupExpansion expansion) =>
        expansion.IsTooLarge ? "too large" : string.Join(' ', expansion.Users.Select(u => u.User).Concat(expansion.Groups.Select(g => "#" + g.DisplayName)));

    [Fact]
    public async Task People_of_nested_groups_are_in_it_each_once() =>
        Assert.Equal("alice bob carol #leads", Text(await Expand(10, "sales: alice bob #leads", "leads: bob carol")));

    [Fact]
    public async Task Groups_that_hold_each_other_end() =>
        Assert.Equal("alice bob #b #c", Text(await Expand(10, "a: #b", "b: alice #c #a", "c: bob #b #c")));

    [Fact]
    public async Task A_group_that_nobody_is_in_is_empty() => Assert.Equal("", Text(await Expand(10, "a:")));

    [Theory]
    [InlineData(3, "alice bob carol #b")]
    [InlineData(2, "too large")]
    public async Task One_more_than_may_be_is_too_many(int most, string expected) => Assert.Equal(expected, Text(await Expand(most, "a: alice bob #b", "b: carol")));

    [Fact]
    public async Task A_chain_of_more_groups_than_are_looked_into_is_too_large()
    {
        var chain = Enumerable.Range(0, GroupExpansion.MostGroups + 1).Select(i => $"g{i}: #g{i + 1}").Append($"g{GroupExpansion.MostGroups + 1}: alice");
        Assert.True((await Expand(10, [.. chain])).IsTooLarge);
    }

    private sealed class Groups(string[] groups) : IGroupDirectory
    {
        public DirectoryGroup Group(long id) => new(id, "CN=" + NameOf(id), NameOf(id), NameOf(id) + "@godwit.test");

        public Task<DirectoryGroup?> Find(string mail, CancellationToken cancel) => throw new NotSupportedException();

        public Task<GroupMembers> Members(long group, int most, CancellationToken cancel)
        {
            var words = groups[group - 1].Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return Task.FromResult(new GroupMembers(
                [.. words.Where(w => w[0] != '#').Select(w => SipAddress.Parse(w + "@godwit.test")).Take(most)],
                [.. words.Where(w => w[0] == '#').Select(w => Group(1 + Array.FindIndex(groups, g => g.StartsWith(w[1..] + ":", StringComparison.Ordinal)))).Take(most)]));
        }

        private string NameOf(long id) => groups[id - 1].Split(':')[0];
    }
}
