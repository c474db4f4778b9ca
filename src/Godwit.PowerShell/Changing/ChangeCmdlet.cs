using System.Globalization;
using System.Management.Automation;
using Godwit.PowerShell.Identities;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Running;

namespace Godwit.PowerShell.Changing;

/// <summary>
/// Changes users as they come down the pipeline. Whoever is named is found, asked about and changed by a request of her own, some at a time, and what became of each is written
/// in the order in which they came.
/// </summary>
/// <typeparam name="T">What is known of one before the change.</typeparam>
public abstract class ChangeCmdlet<T> : GodwitCmdlet
    where T : class
{
    /// <summary>So many are waited for before the first is changed, unless no more come.</summary>
    private const int Together = 100;

    private readonly InOrder _inOrder = new(TimeProvider.System);
    private readonly List<UserIdentity> _waiting = [];
    private int _done;

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Who came down the pipeline just now.</summary>
    private protected abstract UserIdentity Whom { get; }

    /// <summary>Whoever is meant, or what keeps her from being changed.</summary>
    private protected abstract Task<Found<T>> Find(UserIdentity identity, CancellationToken cancel);

    /// <summary>Words of -WhatIf and -Confirm.</summary>
    private protected abstract string Words(T found);

    private protected abstract Task<Changed> Change(T found, CancellationToken cancel);

    protected override void ProcessRecord()
    {
        _waiting.Add(Whom);
        if (_waiting.Count == Together) ChangeWaiting();
    }

    protected override void EndProcessing()
    {
        ChangeWaiting();
        if (_done > 1) Show(ProgressRecordType.Completed);
    }

    private void ChangeWaiting()
    {
        var waiting = _waiting.ToArray();
        _waiting.Clear();
        Ask(null, async cancel =>
        {
            var going = await Asked(waiting, cancel);
            await foreach (var (of, changed, refused) in _inOrder.Ask(going, (one, token) => Change(one.Found, token), cancel))
            {
                _done++;
                if (going.Count > 1) Show(ProgressRecordType.Processing);
                if (refused is not null) Tell(refused, of.Identity.Text);
                else Write(changed!);
            }
        });
    }

    /// <summary>Those who are there, and whom nobody has said no to.</summary>
    private async Task<IReadOnlyList<(UserIdentity Identity, T Found)>> Asked(IReadOnlyList<UserIdentity> identities, CancellationToken cancel)
    {
        var going = new List<(UserIdentity, T)>();
        await foreach (var (identity, found, refused) in _inOrder.Ask(identities, Find, cancel))
        {
            if (refused is not null) Tell(refused, identity.Text);
            else if (found!.One is not { } one) WriteError(found.Problem);
            else if (ShouldProcess(Words(one), MyInvocation.MyCommand.Name)) going.Add((identity, one));
        }
        return going;
    }

    private void Write(Changed changed)
    {
        if (changed.Warning is not null) WriteWarning(changed.Warning);
        if (PassThru) WriteObject(changed.User);
    }

    private void Show(ProgressRecordType type) =>
        WriteProgress(new ProgressRecord(0, MyInvocation.MyCommand.Name, string.Create(CultureInfo.InvariantCulture, $"{_done} users")) { RecordType = type });
}

/// <summary>Exactly one of the two.</summary>
internal sealed record Found<T>(T? One, ErrorRecord? Problem)
    where T : class
{
    public static Found<T> None(string sentence, string id, ErrorCategory category, UserIdentity identity) => new(null, Errors.Of(sentence, id, category, identity.Text));
}

/// <summary>A user as she is now, and what is to be known beside.</summary>
internal sealed record Changed(CsUser User, string? Warning = null);
