using System.Collections.Immutable;
using CsCheck;
using Godwit.Pool.Contacts;
using Godwit.Pool.Pools;

namespace Godwit.Tests.Pool.Contacts;

public class ContactRulesTests
{
    private static readonly PoolLimits Limits = new() { Contacts = 5, Groups = 4 };
    private static readonly ContactList Empty = new(1, [ContactRules.OtherContacts], []);

    private static Contact Contact(string uri, params int[] groups) => new(uri, "", [.. groups], true, "", null);

    private static ContactsOutcome Set(ContactList list, Contact contact, int? delta = null) =>
        ContactRules.Apply(list, new ContactsCommand.SetContact(delta ?? list.Delta, contact), Limits);

    private static ContactsOutcome Delete(ContactList list, string uri) => ContactRules.Apply(list, new ContactsCommand.DeleteContact(list.Delta, uri), Limits);

    private static ContactsOutcome AddGroup(ContactList list, string name) => ContactRules.Apply(list, new ContactsCommand.AddGroup(list.Delta, name, ""), Limits);

    private static ContactsOutcome DeleteGroup(ContactList list, int id) => ContactRules.Apply(list, new ContactsCommand.DeleteGroup(list.Delta, id), Limits);

    private static ContactsOutcome ModifyGroup(ContactList list, int id, string name) =>
        ContactRules.Apply(list, new ContactsCommand.ModifyGroup(list.Delta, new ContactGroup(id, name, "")), Limits);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_change_at_another_version_is_refused(int delta)
    {
        var outcome = Set(Empty, Contact("bob@godwit.test"), delta);
        Assert.Equal(ContactsRefusal.WrongDelta, outcome.Refusal);
        Assert.Same(Empty, outcome.After);
    }

    [Fact]
    public void A_contact_is_added_and_then_modified()
    {
        var added = Set(Empty, Contact("sip:Bob@godwit.test"));
        Assert.Equal("Bob@godwit.test", Assert.Single(added.Delta!.AddedContacts).Uri);
        Assert.Equal((2, 1), (added.Delta.Delta, added.Delta.PreviousDelta));
        var modified = Set(added.After, Contact("bob@GODWIT.test") with { Name = "Bobby" });
        Assert.Equal("Bobby", Assert.Single(modified.Delta!.ModifiedContacts).Name);
        Assert.Equal("Bob@godwit.test", Assert.Single(modified.After.Contacts).Uri);
    }

    [Fact]
    public void A_contact_without_a_group_belongs_to_the_first() =>
        Assert.Equal([1], Assert.Single(Set(Empty, Contact("bob@godwit.test")).After.Contacts).Groups);

    [Fact]
    public void An_extension_that_is_not_mentioned_stays()
    {
        var list = Set(Empty, Contact("bob@godwit.test") with { Extension = "<x/>" }).After;
        Assert.Equal("<x/>", Set(list, Contact("bob@godwit.test")).After.Contacts[0].Extension);
    }

    [Fact]
    public void A_group_that_is_not_there_is_refused() => Assert.Equal(ContactsRefusal.NoSuchGroup, Set(Empty, Contact("bob@godwit.test", 3)).Refusal);

    [Theory]
    [InlineData("")]
    [InlineData("sip:")]
    [InlineData("bob @godwit.test")]
    [InlineData("<bob@godwit.test>")]
    [InlineData("bob\n@godwit.test")]
    public void What_is_no_uri_is_refused(string uri) => Assert.Equal(ContactsRefusal.InvalidUri, Set(Empty, Contact(uri)).Refusal);

    [Fact]
    public void Lengths_are_those_of_the_originals()
    {
        var limits = new PoolLimits();
        ContactsRefusal? Try(Contact contact) => ContactRules.Apply(Empty, new ContactsCommand.SetContact(1, contact), limits).Refusal;
        Assert.Null(Try(Contact(new string('u', 454)) with { Name = new string('n', 256), ExternalUri = new string('e', 1024) }));
        Assert.Equal(ContactsRefusal.TooLong, Try(Contact(new string('u', 455))));
        Assert.Equal(ContactsRefusal.TooLong, Try(Contact("bob") with { Name = new string('n', 257) }));
        Assert.Equal(ContactsRefusal.TooLong, Try(Contact("bob") with { ExternalUri = new string('e', 1025) }));
        Assert.Equal(ContactsRefusal.TooLong, Try(Contact("bob") with { Extension = new string('x', 8193) }));
        Assert.Equal(ContactsRefusal.TooLong, AddGroup(Empty, new string('g', 257)).Refusal);
    }

    [Fact]
    public void There_is_room_for_so_many_contacts_and_no_more()
    {
        var list = Empty;
        for (var i = 0; i < Limits.Contacts; i++) list = Set(list, Contact($"u{i}@godwit.test")).After;
        Assert.Equal(ContactsRefusal.ContactLimit, Set(list, Contact("more@godwit.test")).Refusal);
        Assert.Null(Set(list, Contact("u0@godwit.test") with { Name = "still" }).Refusal);
    }

    [Fact]
    public void Groups_get_the_smallest_free_id()
    {
        var list = AddGroup(AddGroup(AddGroup(Empty, "a").After, "b").After, "c").After;
        Assert.Equal(ContactsRefusal.GroupLimit, AddGroup(list, "d").Refusal);
        var again = AddGroup(DeleteGroup(list, 3).After, "e");
        Assert.Equal(3, again.GroupId);
        Assert.Equal([1, 2, 3, 4], again.After.Groups.Select(g => g.Id));
    }

    [Fact]
    public void Other_contacts_is_there_already_and_stays_as_it_is()
    {
        var outcome = AddGroup(Empty, "~");
        Assert.Equal(1, outcome.GroupId);
        Assert.Single(outcome.After.Groups);
        Assert.Equal(2, outcome.After.Delta);
        Assert.Equal(ContactsRefusal.GroupIsFixed, DeleteGroup(Empty, 1).Refusal);
        Assert.Equal(ContactsRefusal.GroupIsFixed, ModifyGroup(Empty, 1, "mine").Refusal);
    }

    [Fact]
    public void A_name_is_used_once()
    {
        var list = AddGroup(Empty, "Work").After;
        Assert.Equal(ContactsRefusal.NameInUse, AddGroup(list, "work").Refusal);
        list = AddGroup(list, "Home").After;
        Assert.Equal(ContactsRefusal.NameInUse, ModifyGroup(list, 3, "Work").Refusal);
        Assert.Null(ModifyGroup(list, 3, "HOME").Refusal);
        Assert.Equal(ContactsRefusal.NoSuchGroup, ModifyGroup(list, 9, "x").Refusal);
    }

    [Fact]
    public void A_group_is_emptied_before_it_goes_and_the_delta_says_so()
    {
        var list = AddGroup(AddGroup(Empty, "a").After, "b").After;
        list = Set(Set(Set(list, Contact("only@a", 2)).After, Contact("both@ab", 2, 3)).After, Contact("other@b", 3)).After;
        var outcome = DeleteGroup(list, 2);
        Assert.Equal([2], outcome.Delta!.DeletedGroups);
        Assert.Equal(["only@a", "both@ab"], outcome.Delta.ModifiedContacts.Select(c => c.Uri));
        Assert.Equal([1], outcome.After.Contacts[0].Groups);
        Assert.Equal([3], outcome.After.Contacts[1].Groups);
        Assert.Equal(list.Delta + 1, outcome.After.Delta);
    }

    [Fact]
    public void A_contact_is_deleted_by_any_spelling()
    {
        var list = Set(Empty, Contact("Bob@godwit.test")).After;
        Assert.Equal(["Bob@godwit.test"], Delete(list, "sip:bob@godwit.test").Delta!.DeletedContacts);
        Assert.Equal(ContactsRefusal.NoSuchContact, Delete(list, "carol@godwit.test").Refusal);
    }

    [Fact]
    public void A_list_from_outside_is_made_whole()
    {
        var list = ContactRules.Whole(new ContactList(9, [new(5, "five", "")], [Contact("bob@godwit.test")]));
        Assert.Equal([1, 5], list.Groups.Select(g => g.Id));
        Assert.Equal([1], list.Contacts[0].Groups);
        Assert.Equal(9, list.Delta);
    }

    /// <summary>Whatever is asked in whatever order, the list stays sound, and whoever applies the deltas to a copy has the same list.</summary>
    [Fact]
    public void Deltas_applied_to_a_copy_give_the_list() => Gen.Select(Gen.Int[0, 4], Gen.Int[0, 7], Gen.Int[1, 5], Gen.Int[1, 5]).Array[0, 80].Sample(steps =>
    {
        var list = Empty;
        var copy = Empty;
        foreach (var (what, who, one, two) in steps)
        {
            ContactsCommand command = what switch
            {
                0 => new ContactsCommand.SetContact(list.Delta, Contact($"u{who}@godwit.test", one, two)),
                1 => new ContactsCommand.DeleteContact(list.Delta, $"u{who}@godwit.test"),
                2 => new ContactsCommand.AddGroup(list.Delta, "g" + who, ""),
                3 => new ContactsCommand.ModifyGroup(list.Delta, new ContactGroup(one, "g" + who, "")),
                _ => new ContactsCommand.DeleteGroup(list.Delta, one),
            };
            var outcome = ContactRules.Apply(list, command, Limits);
            if (outcome.Delta is { } delta) copy = Apply(copy, delta);
            else Assert.Same(list, outcome.After);
            list = outcome.After;

            Assert.Equal(list.Delta, copy.Delta);
            Assert.Equal(list.Groups.OrderBy(g => g.Id), copy.Groups.OrderBy(g => g.Id));
            Assert.Equal(list.Contacts.Select(Text).Order(), copy.Contacts.Select(Text).Order());
            Assert.Equal(ContactRules.OtherContacts, list.Groups[0]);
            Assert.All(list.Contacts, c => Assert.All(c.Groups, g => Assert.Contains(list.Groups, x => x.Id == g)));
            Assert.All(list.Contacts, c => Assert.NotEmpty(c.Groups));
        }
    });

    private static string Text(Contact contact) => $"{contact.Uri} {string.Join(',', contact.Groups)}";

    private static ContactList Apply(ContactList list, ContactsDelta delta)
    {
        Assert.Equal(list.Delta, delta.PreviousDelta);
        ImmutableArray<ContactGroup> groups =
            [.. list.Groups.Where(g => delta.ModifiedGroups.All(m => m.Id != g.Id) && !delta.DeletedGroups.Contains(g.Id)), .. delta.ModifiedGroups, .. delta.AddedGroups];
        ImmutableArray<Contact> contacts =
            [.. list.Contacts.Where(c => delta.ModifiedContacts.All(m => m.Uri != c.Uri) && !delta.DeletedContacts.Contains(c.Uri)), .. delta.ModifiedContacts, .. delta.AddedContacts];
        return new ContactList(delta.Delta, groups, contacts);
    }
}
