using System.Threading.Channels;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>Users whom the directory has changed, for work that may wait: the replicator's flow, which tells of changes, may not.</summary>
internal static class ChangedUsers
{
    /// <summary>Does <paramref name="what"/> for each user that <paramref name="which"/> picks, one after the other, until cancelled. Both do not throw.</summary>
    /// <param name="which">Before and after the change; null: nothing to do for her.</param>
    public static async Task Follow(ForestView forest, Func<DirectoryUser?, DirectoryUser?, SipAddress?> which, Func<SipAddress, Task> what, CancellationToken cancel)
    {
        var found = Channel.CreateUnbounded<SipAddress>(new UnboundedChannelOptions { SingleReader = true });
        forest.Changed += Look;
        try
        {
            await foreach (var user in found.Reader.ReadAllAsync(cancel)) await what(user);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        finally
        {
            forest.Changed -= Look;
        }

        void Look(DirectoryUser? before, DirectoryUser? after)
        {
            if (which(before, after) is { } user) found.Writer.TryWrite(user);
        }
    }
}
