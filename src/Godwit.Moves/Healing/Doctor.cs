using System.Collections.Immutable;
using Godwit.Moves.Engine;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Healing;

/// <summary>
/// Looks at every user's home and data for what should not be, and mends it on request. A first look at all is quick and may be deceived by moves that run; who
/// looks ill is looked at again while nothing else touches users who are in no move, and only what is still so is a finding, or mended.
/// </summary>
public sealed partial class Doctor(CaseFinder cases, Remedies remedies, FollowUps followUps, TimeProvider time, ILogger<Doctor> log) : IDisposable
{
    private const int AtATime = 100;

    /// <summary>One remedy can show the next finding; a chain is short.</summary>
    private const int MostRounds = 8;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The last look at all users; null before the first.</summary>
    public DoctorReport? Last { get; private set; }

    /// <param name="users">None = everybody.</param>
    public async Task<DoctorReport> Run(IReadOnlyList<SipAddress> users, bool mend, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var notes = new Notes();
            if (users.Count > 0)
                foreach (var chunk in users.Distinct().Chunk(AtATime)) await Examine(chunk, mend, notes, cancel);
            else
                await foreach (var (look, forest) in cases.All(cancel))
                {
                    notes.Users += look.Count;
                    notes.Unreachable.UnionWith(forest.Unreachable);
                    foreach (var chunk in look.Where(c => Diagnosis.Of(c, forest).Any()).Select(c => c.Address).Chunk(AtATime)) await Examine(chunk, mend, notes, cancel);
                }

            var report = notes.Report(time.GetUtcNow(), users.Count);
            if (users.Count == 0) Last = report;
            foreach (var (kind, count) in report.Counts) Found(Finding.NameOf(kind), count);
            Looked(report.Users, report.Found, report.Mended);
            return report;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private Task Examine(IReadOnlyList<SipAddress> users, bool mend, Notes notes, CancellationToken cancel) => followUps.Alone(async () =>
    {
        var (found, forest) = await cases.Of(users, cancel);
        notes.Unreachable.UnionWith(forest.Unreachable);
        foreach (var user in found)
        {
            var findings = Diagnosis.Of(user, forest).ToList();
            if (mend) findings = await Mend(user.Address, findings, cancel);
            foreach (var finding in findings) notes.Add(finding);
        }
    }, cancel);

    /// <summary>The findings, those that were mended marked, and what is left at the end.</summary>
    private async Task<List<Finding>> Mend(SipAddress user, List<Finding> open, CancellationToken cancel)
    {
        var all = new List<Finding>();
        for (var round = 0; round < MostRounds && open.FirstOrDefault(f => f.Remedy is not null) is { } next; round++)
        {
            if (!await Mend(next, cancel)) break;
            all.Add(next with { Mended = true });
            var (again, forest) = await cases.Of([user], cancel);
            open = [.. again.SelectMany(c => Diagnosis.Of(c, forest))];
        }

        return [.. all, .. open];
    }

    private async Task<bool> Mend(Finding finding, CancellationToken cancel)
    {
        try
        {
            if (!await remedies.Apply(finding.Remedy!, finding.User, cancel)) return false;
            Mended(finding.User, Finding.NameOf(finding.Kind), finding.Mending);
            return true;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            Failed(e, finding.User, Finding.NameOf(finding.Kind));
            return false;
        }
    }

    /// <summary>Of a look that is under way.</summary>
    private sealed class Notes
    {
        private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();
        private readonly SortedDictionary<FindingKind, int> _counts = [];
        private int _mended;

        public int Users { get; set; }

        public SortedSet<string> Unreachable { get; } = new(StringComparer.OrdinalIgnoreCase);

        public void Add(Finding finding)
        {
            if (_findings.Count < DoctorReport.Most) _findings.Add(finding);
            _counts[finding.Kind] = _counts.GetValueOrDefault(finding.Kind) + 1;
            if (finding.Mended) _mended++;
        }

        public DoctorReport Report(DateTimeOffset at, int named) => new(at, named > 0 ? named : Users, _findings.ToImmutable(), _counts.ToImmutableSortedDictionary(), _mended, [.. Unreachable]);
    }

    [LoggerMessage(LogLevel.Information, "The doctor has looked at {Users} users: {Findings} findings, {Mended} mended")]
    private partial void Looked(int users, int findings, int mended);

    [LoggerMessage(LogLevel.Warning, "The doctor has found {Kind}: {Count}; 'godwit move doctor' explains")]
    private partial void Found(string kind, int count);

    [LoggerMessage(LogLevel.Information, "{User}, {Kind}, mended: {What}")]
    private partial void Mended(SipAddress user, string kind, string what);

    [LoggerMessage(LogLevel.Error, "{User}, {Kind}, could not be mended")]
    private partial void Failed(Exception fault, SipAddress user, string kind);
}
