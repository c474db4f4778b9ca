using Godwit.Admin.Users;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Pools;
using Microsoft.AspNetCore.Http;

namespace Godwit.Server.AdminApi;

/// <summary>Changes what the directory says of users beside their homes: one user, or many at once as the originals' Configure Users does.</summary>
internal sealed class UserSettings(ForestView forest, UserReplicator replicator, IDirectoryEditor editor, PoolRack rack, UserViews views, Acts acts)
{
    private const int Batch = 500;
    private const string Nothing = "Say what to change: enabled, enhancedPresence, federation, remoteAccess, publicIm, anonymousMeetings or archiving";

    public async Task<IResult> Set(string text, SetUser change, HttpContext context, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(text, out var address)) return Answers.NoAddress(text);
        if (forest.Find(address) is not { } user) return Answers.NoSuchUser(address.Value);
        var (edit, problem) = Edit(user, change);
        if (problem is not null) return Answers.Problem(400, problem);
        switch ((await editor.Change([edit! with { Revision = EntityTag.Asked(context) }], cancel))[0])
        {
            case EditResult.ChangedMeanwhile: return EntityTag.Changed(address.Value);
            case EditResult.NoSuchUser: return Answers.NoSuchUser(address.Value);
        }

        await Applied([edit], cancel);
        acts.Done(context, "user.set", address.Value, Words(change));
        var view = (await views.Find(address, cancel))!;
        EntityTag.Say(context, view.Revision);
        return TypedResults.Ok(view);
    }

    public async Task<IResult> Configure(ConfigureUsers order, HttpContext context, CancellationToken cancel)
    {
        var selection = UserSelection.Of(order, forest, "configure");
        if (selection.Problem is not null) return Answers.Problem(selection.Status, selection.Problem);
        if (order.Change is null || order.Change == new SetUser()) return Answers.Problem(400, Nothing);
        var problems = new List<UserResult>();
        var done = 0;
        foreach (var batch in selection.Users.Chunk(Batch))
        {
            var edits = new List<UserEdit>();
            foreach (var address in batch)
            {
                var (edit, problem) = forest.Find(address) is { } user ? Edit(user, order.Change) : (null, "There is no such user");
                if (edit is not null) edits.Add(edit);
                else problems.Add(new UserResult(address.Value, false, problem!));
            }

            var results = await editor.Change(edits, cancel);
            problems.AddRange(edits.Where((_, i) => results[i] != EditResult.Done).Select(e => new UserResult(e.User.Value, false, "There is no such user")));
            edits = [.. edits.Where((_, i) => results[i] == EditResult.Done)];
            done += edits.Count;
            await Applied(edits, cancel);
            acts.AllDone(context, "user.set", [.. edits.Select(e => e.User.Value)], Words(order.Change));
        }

        return TypedResults.Ok(new UsersResult(done, problems.Count, problems));
    }

    private (UserEdit? Edit, string? Problem) Edit(DirectoryUser user, SetUser change)
    {
        if (change == new SetUser()) return (null, Nothing);
        var home = forest.FindPool(user.HomePool)?.Generation;
        var archiving = change.Archiving is { } word ? ArchivingWords.Read(word, home) : null;
        if (change.Archiving is not null && archiving is null) return (null, $"'{change.Archiving}' is not a way of archiving that her pool knows; write one of {ArchivingWords.AllOf(home)}");
        var (on, off) = (0, 0);
        Flag(change.EnhancedPresence, DirectoryUser.EnhancedPresenceFlag);
        Flag(change.PublicIm, DirectoryUser.PublicImFlag);
        Flag(change.AnonymousMeetings, DirectoryUser.AnonymousMeetingsFlag);
        return (new UserEdit(user.Address)
        {
            Enabled = change.Enabled,
            Federation = change.Federation,
            RemoteAccess = change.RemoteAccess,
            Archiving = archiving,
            FlagsOn = on,
            FlagsOff = off,
        }, null);

        void Flag(bool? wanted, int flag)
        {
            if (wanted is true) on |= flag;
            else if (wanted is false) off |= flag;
        }
    }

    /// <summary>The directory refuses new sign-ins of disabled users from now on; whoever is in goes out.</summary>
    private async Task Applied(IReadOnlyList<UserEdit> edits, CancellationToken cancel)
    {
        await replicator.CatchUp(cancel);
        foreach (var edit in edits)
            if (edit.Enabled is false && rack.FindAnywhere(forest.Find(edit.User)?.HomePool) is { } pool) await pool.SignOut(edit.User, DeregisterReason.UserDisabled);
    }

    private static string Words(SetUser change) => string.Join(", ", new[]
    {
        Word("enabled", change.Enabled), Word("enhanced presence", change.EnhancedPresence), Word("federation", change.Federation), Word("remote access", change.RemoteAccess),
        Word("public IM", change.PublicIm), Word("anonymous meetings", change.AnonymousMeetings), change.Archiving is { } archiving ? $"archiving {archiving}" : null,
    }.OfType<string>());

    private static string? Word(string name, bool? value) => value is { } set ? $"{name} {(set ? "on" : "off")}" : null;
}
