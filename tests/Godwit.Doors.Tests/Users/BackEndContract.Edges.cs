using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Users;

public abstract partial class BackEndContract
{
    [Fact]
    public async Task Contact_edges_are_asked_for_many_users_at_once_and_leave_out_what_is_no_address()
    {
        await Store.Save(Alice, [Put("BOB@godwit.test"), Put("tel:+15550100"), Put("carol@example.org")], Cancel);
        await BackEnd.Import([Parcel(Bob, "alice@godwit.test")], Cancel);
        var edges = await BackEnd.ContactEdges([Bob, SipAddress.Parse("nobody@godwit.test"), Alice], Cancel);
        Assert.Equal([Alice], edges[0]);
        Assert.Empty(edges[1]);
        Assert.Equal([Bob, SipAddress.Parse("carol@example.org")], edges[2].Order());

        static UserChange Put(string uri) => new UserChange.ContactPut(new Contact(uri, "", [1], true, "", null));
    }
}
