using System.Runtime.InteropServices;

namespace Godwit.Moves.Social;

/// <summary>
/// Who has whom on her contact list, among the users of a plan, who are numbers here: 4 octets a contact each way, so that 100,000 users with 50 contacts each take
/// some 40 MB while a plan is made. A pair that have each other stands in both directions and so weighs twice what a one-sided contact does.
/// </summary>
public sealed class ContactGraph
{
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly int[] _by;
    private readonly int[] _who;

    private ContactGraph(int[] from, int[] to, int[] by, int[] who) => (_from, _to, _by, _who) = (from, to, by, who);

    public int Users => _from.Length - 1;

    /// <summary>Contacts in all.</summary>
    public int Edges => _to.Length;

    /// <summary>Whom the user has.</summary>
    public ReadOnlySpan<int> Contacts(int user) => _to.AsSpan(_from[user].._from[user + 1]);

    /// <summary>Who has the user.</summary>
    public ReadOnlySpan<int> Watchers(int user) => _who.AsSpan(_by[user].._by[user + 1]);

    /// <summary>Takes users in their order, each with her contacts' numbers.</summary>
    public sealed class Builder
    {
        private readonly List<int> _starts = [0];
        private readonly List<int> _contacts = [];

        /// <summary>The next user. Numbers of users who do not come are dropped by <see cref="Build"/>, and so is she herself.</summary>
        public void Add(ReadOnlySpan<int> contacts)
        {
            var user = _starts.Count - 1;
            foreach (var contact in contacts)
                if (contact != user && contact >= 0) _contacts.Add(contact);
            _starts.Add(_contacts.Count);
        }

        public ContactGraph Build()
        {
            var users = _starts.Count - 1;
            var contacts = CollectionsMarshal.AsSpan(_contacts);
            var from = new int[users + 1];
            var by = new int[users + 1];
            for (var user = 0; user < users; user++)
            {
                from[user + 1] = from[user];
                foreach (var contact in contacts[_starts[user].._starts[user + 1]])
                {
                    if (contact >= users) continue;
                    from[user + 1]++;
                    by[contact + 1]++;
                }
            }

            for (var user = 0; user < users; user++) by[user + 1] += by[user];
            var (to, who) = (new int[from[users]], new int[from[users]]);
            var filled = by[..users];
            for (var (user, at) = (0, 0); user < users; user++)
                foreach (var contact in contacts[_starts[user].._starts[user + 1]])
                {
                    if (contact >= users) continue;
                    to[at++] = contact;
                    who[filled[contact]++] = user;
                }

            return new ContactGraph(from, to, by, who);
        }
    }
}
