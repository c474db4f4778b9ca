using Godwit.Admin.Forest;
using Godwit.Admin.Moves;
using Godwit.Admin.Pools;
using Godwit.Console.State;
using Godwit.Console.Tree;

namespace Godwit.Tests.Console;

public class TreeTests
{
    private static readonly IReadOnlySet<string> Untouched = new HashSet<string>();

    private static readonly ForestOverview Forest = new("godwit.test", ["godwit.test"], 60, 3, 0, 0,
    [
        Pool("ent.godwit.test", "enterprise"), Pool("lcs01.godwit.test", "earlier"), Pool("r2pool.godwit.test", "standard"),
    ]);

    private static readonly IReadOnlyList<ContainerView> Containers =
    [
        new("DC=godwit,DC=test", "godwit.test", "", "domain", 0, 0, 60),
        new("OU=Sales,DC=godwit,DC=test", "Sales", "DC=godwit,DC=test", "ou", 40, 30, 60),
        new("OU=East,OU=Sales,DC=godwit,DC=test", "East", "OU=Sales,DC=godwit,DC=test", "ou", 20, 20, 20),
    ];

    private static readonly IReadOnlyList<TreeNode> Roots = [ForestTree.Of(Forest, [new MoveProgressView("m1", "running", 10, 4, 0, 1, 0)], new Rights(true, true)), DirectoryTree.Of(Containers)];

    [Fact]
    public void The_trees_are_those_of_the_two_consoles() => Assert.Equal(
    [
        "1 Forest – godwit.test", "2 Enterprise pools", "3 ent.godwit.test", "2 Standard Edition servers", "3 r2pool.godwit.test", "2 Earlier server versions", "3 lcs01.godwit.test",
        "2 Unassigned Users", "2 Moves", "3 m1", "2 Plans", "2 Administrators", "2 Audit log", "1 Directory", "2 godwit.test", "3 Sales",
    ], TreeRows.Visible(Roots, Untouched).Select(r => $"{r.Level} {r.Node.Text}"));

    [Fact]
    public void Who_may_administer_is_shown_to_server_administrators_only()
    {
        var node = Nodes(Roots).Single(n => n.Text == "Administrators");
        Assert.Equal(["Tokens of programs"], node.Children.Select(n => n.Text));
        var others = Nodes([ForestTree.Of(Forest, [], new Rights(true, false))]).Select(n => n.Text).ToList();
        Assert.DoesNotContain("Administrators", others);
        Assert.Contains("Audit log", others);
    }

    [Fact]
    public void A_pool_has_front_ends_users_filtering_and_settings()
    {
        var pool = Nodes(Roots).Single(n => n.Text == "lcs01.godwit.test");
        Assert.Equal(["Front ends", "Users", "Filtering", "Settings"], pool.Children.Select(n => n.Text));
        Assert.Equal("lcs01.godwit.test", pool.Children[1].Users?.Pool);
    }

    [Fact]
    public void Whoever_acts_on_a_container_means_all_below_it() =>
        Assert.Equal("OU=Sales,DC=godwit,DC=test", Nodes(Roots).Single(n => n.Text == "Sales").Users?.Container);

    [Fact]
    public void A_running_move_says_how_far_it_is() => Assert.Equal("50 %", Nodes(Roots).Single(n => n.Text == "m1").Detail);

    [Fact]
    public void No_two_nodes_have_the_same_address() => Assert.Equal(Nodes(Roots).Count(), Nodes(Roots).Select(n => n.Href).Distinct().Count());

    [Fact]
    public void A_page_is_found_in_the_tree_again_and_what_hides_it_is_opened()
    {
        var place = Places.Container("OU=East,OU=Sales,DC=godwit,DC=test");
        var found = Places.NodesOf(new Uri("https://here" + place + "&find=a*"));
        Assert.Equal(place, found[0]);
        var rows = TreeRows.Visible(Roots, TreeRows.Reveal(Roots, Untouched, place));
        Assert.Contains(rows, r => r.Node.Href == place);
    }

    [Fact]
    public void A_finished_move_has_its_place_below_Moves() => Assert.Equal(["/moves/m0", "/moves"], Places.NodesOf(new Uri("https://here/moves/m0")));

    [Fact]
    public void The_way_to_a_node_that_was_closed_by_hand_opens_again()
    {
        var closed = new HashSet<string> { Places.Earlier };
        Assert.DoesNotContain(TreeRows.Visible(Roots, closed), r => r.Node.Text == "lcs01.godwit.test");
        Assert.Contains(TreeRows.Visible(Roots, TreeRows.Reveal(Roots, closed, Places.Users("lcs01.godwit.test"))), r => r.Node.Href == Places.Users("lcs01.godwit.test"));
    }

    [Theory]
    [InlineData("Moves", "ArrowDown", "m1", false)]
    [InlineData("Moves", "ArrowUp", "Unassigned Users", false)]
    [InlineData("Moves", "ArrowRight", "m1", false)]
    [InlineData("Moves", "ArrowLeft", "Moves", true)]
    [InlineData("m1", "ArrowLeft", "Moves", false)]
    [InlineData("m1", "ArrowRight", "m1", false)]
    [InlineData("lcs01.godwit.test", "ArrowRight", "lcs01.godwit.test", true)]
    [InlineData("Moves", "Home", "Forest – godwit.test", false)]
    [InlineData("Moves", "End", "Sales", false)]
    [InlineData("Sales", "ArrowDown", "Sales", false)]
    [InlineData("Forest – godwit.test", "ArrowUp", "Forest – godwit.test", false)]
    public void Keys_lead_where_they_lead_in_every_tree(string from, string key, string to, bool turns)
    {
        var rows = TreeRows.Visible(Roots, Untouched);
        var (at, turn) = TreeRows.Key(rows, rows.ToList().FindIndex(r => r.Node.Text == from), key);
        Assert.Equal((to, turns), (rows[at].Node.Text, turn));
    }

    private static PoolView Pool(string fqdn, string group) => new(fqdn, "OCS 2007 R2", "Standard Edition", 20, "running") { Group = group };

    private static IEnumerable<TreeNode> Nodes(IEnumerable<TreeNode> nodes) => nodes.SelectMany(n => Nodes(n.Children).Prepend(n));
}
