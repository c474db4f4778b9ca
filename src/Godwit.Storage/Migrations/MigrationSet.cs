namespace Godwit.Storage.Migrations;

/// <summary>Which scripts a database file is made of; each set is a folder here of numbered scripts that are only ever added to.</summary>
public enum MigrationSet { Pool, Moves, Vault, Accounts }
