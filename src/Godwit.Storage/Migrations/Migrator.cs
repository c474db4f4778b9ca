using System.Reflection;
using DbUp;
using DbUp.Engine.Output;

namespace Godwit.Storage.Migrations;

/// <summary>Brings a database file up to date: runs, in order of their numbers, the scripts of its set that it has not seen.</summary>
internal static class Migrator
{
    public static void Upgrade(string path, MigrationSet set)
    {
        var folder = $"{typeof(Migrator).Namespace}.{set}.";
        var result = DeployChanges.To
            .SqliteDatabase($"Data Source={path};Pooling=False")
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(folder, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful) throw new InvalidOperationException($"The database {path} can't be brought up to date: {result.ErrorScript?.Name} failed", result.Error);
    }
}
