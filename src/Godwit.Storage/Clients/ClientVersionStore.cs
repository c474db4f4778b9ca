using System.Collections.Immutable;
using Godwit.Pool.ClientVersions;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Clients;

/// <summary>A pool's client version filter in its SQLite file.</summary>
public sealed class ClientVersionStore(SqliteDatabase database) : IClientVersionStore
{
    private const string LoadSql = "SELECT enabled, default_action, default_url FROM client_version_filter";
    private const string LoadRulesSql = "SELECT rule_id, user_agent, version, comparison, action, url, enabled FROM client_version_rules ORDER BY rule_order";
    private const string SaveSql = "INSERT OR REPLACE INTO client_version_filter (only, enabled, default_action, default_url) VALUES (1, ?1, ?2, ?3)";
    private const string ClearRulesSql = "DELETE FROM client_version_rules";
    private const string AddRuleSql =
        "INSERT INTO client_version_rules (rule_id, rule_order, user_agent, version, comparison, action, url, enabled) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

    public Task<ClientVersionFilter> Load(CancellationToken cancel) => Task.Run(() => database.Read(Load), cancel);

    public Task Save(ClientVersionFilter filter, CancellationToken cancel) =>
        database.Write(session =>
        {
            using (var set = session.Use(SaveSql).Bind(1, filter.Enabled).Bind(2, ClientTexts.Of(filter.DefaultAction)).Bind(3, filter.DefaultUrl)) set.Step();
            session.Execute(ClearRulesSql);
            for (var i = 0; i < filter.Rules.Length; i++) Add(session, filter.Rules[i], i + 1);
        }, cancel);

    private static ClientVersionFilter Load(SqliteSession session)
    {
        using var row = session.Use(LoadSql);
        if (!row.Step()) return ClientVersionFilter.New;
        var rules = ImmutableArray.CreateBuilder<ClientVersionRule>();
        using (var rule = session.Use(LoadRulesSql))
            while (rule.Step())
                rules.Add(new ClientVersionRule(
                    rule.Int(0), rule.Text(1), ClientTexts.Version(rule.Text(2)), ClientTexts.Comparison(rule.Text(3)), ClientTexts.Action(rule.Text(4)), rule.OptionalText(5), rule.Bool(6)));
        return new ClientVersionFilter(row.Bool(0), ClientTexts.Action(row.Text(1)), row.OptionalText(2), rules.ToImmutable());
    }

    private static void Add(SqliteSession session, ClientVersionRule rule, int order)
    {
        using var add = session.Use(AddRuleSql).Bind(1, rule.Id).Bind(2, order).Bind(3, rule.UserAgent).Bind(4, rule.Version.ToString())
            .Bind(5, ClientTexts.Of(rule.Comparison)).Bind(6, ClientTexts.Of(rule.Action)).Bind(7, rule.Url).Bind(8, rule.Enabled);
        add.Step();
    }
}
