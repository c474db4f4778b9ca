using Godwit.Admin.Moves;
using Godwit.Console.Dialogs.Moving;

namespace Godwit.Tests.Console;

public class UndoOfferTests
{
    private static readonly MovedUserView Ann = new("ann@godwit.test", "moved", "", []);
    private static readonly MovedUserView Ben = new("ben@godwit.test", "refused", "His pool is not available.", []);
    private static readonly MovedUserView Cleo = new("cleo@godwit.test", "refused", "She was moved again since.", []);

    [Fact]
    public void Everybody_goes_back_with_no_word_of_force()
    {
        var offer = UndoOffer.Of(Dry(Ann, Ann with { Address = "alf@godwit.test" }), null);
        Assert.Equal((2, 0, 0), (offer.Back, offer.ByForce, offer.Stay));
        Assert.StartsWith("2 users go back to the former home", Assert.Single(offer.Sentences()), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_refused_without_force_only_is_told_from_who_is_refused_anyway()
    {
        var offer = UndoOffer.Of(Dry(Ann, Ben, Cleo), Dry(Ann, Ben with { Outcome = "moved", Lost = ["12 contacts", "1 meeting"] }, Cleo));
        Assert.Equal(
            [
                "One user goes back to the former home, with all data as it is now. It is a move like this one, and whoever is signed in stays so.",
                "One user goes back by force only. His pool is not available.",
                "Left behind until the pool is back, and merged then: ben@godwit.test: 12 contacts, 1 meeting.",
                "One user can't be taken back. She was moved again since.",
            ],
            offer.Sentences());
    }

    [Fact]
    public void Nobody_is_offered_force_where_it_would_not_help()
    {
        var offer = UndoOffer.Of(Dry(Cleo), Dry(Cleo));
        Assert.Equal((0, 0, 1), (offer.Back, offer.ByForce, offer.Stay));
    }

    private static MoveView Dry(params MovedUserView[] users) => new("", users.Count(u => u.Outcome == "moved"), users.Count(u => u.Outcome == "refused"), 0, users);
}
