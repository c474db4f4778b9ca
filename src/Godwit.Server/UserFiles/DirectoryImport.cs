using Godwit.Files;
using Godwit.Pool.Users;

namespace Godwit.Server.UserFiles;

/// <summary>What a file says of a user's account in the directory, for one who is there. Homes are changed by moves only.</summary>
internal sealed class DirectoryImport(IDirectoryEditor editor)
{
    /// <summary>Whether anything is another now; of a test: would be.</summary>
    public async Task<bool> Apply(DirectoryUser user, FileRecord record, bool test, ImportTally tally, CancellationToken cancel)
    {
        var fields = record.User!.Directory!;
        if (fields.Pool is { } pool && !string.Equals(pool, user.HomePool, StringComparison.OrdinalIgnoreCase))
            await tally.Skip(new FileSkip(record.Line, record.Address, "pool", $"Her home is {user.HomePool ?? "none"}; 'godwit move' moves her"));
        var name = fields.DisplayName is { } asked && asked != user.DisplayName ? asked : null;
        var enabled = fields.Enabled is { } on && on != user.Enabled ? fields.Enabled : null;
        var enhanced = fields.EnhancedPresence is { } given && given != user.EnhancedPresenceEnabled ? fields.EnhancedPresence : null;
        if (!test)
        {
            if (name is not null) await editor.SetAttributes(user.Address, new Dictionary<string, string?> { ["displayName"] = name }, cancel);
            if (enabled is not null) await editor.SetEnabled(user.Address, enabled.Value, cancel);
            if (enhanced is not null) await editor.SetEnhancedPresence(user.Address, enhanced.Value, cancel);
        }
        return name is not null || enabled is not null || enhanced is not null;
    }
}
