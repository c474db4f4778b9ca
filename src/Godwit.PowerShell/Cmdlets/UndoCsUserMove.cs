using System.Management.Automation;
using Godwit.Admin.Moves;
using Godwit.PowerShell.Completion;
using Godwit.PowerShell.Moving;
using Godwit.PowerShell.Objects;

namespace Godwit.PowerShell.Cmdlets;

/// <summary>Takes a move back. It is a move of its own.</summary>
[Cmdlet(VerbsCommon.Undo, "CsUserMove", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(MovedUser))]
public sealed class UndoCsUserMove : FollowingCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MoveCompleter))]
    public string Identity { get; set; } = "";

    [Parameter]
#pragma warning disable CA1819 // A parameter of PowerShell that takes several is an array.
    public string[] User { get; set; } = [];
#pragma warning restore CA1819

    protected override void ProcessRecord() => AskForOne(Identity, async cancel =>
    {
        var order = new UndoMove { Users = User.Length > 0 ? User : null, Force = Force };
        var what = $"{(User.Length > 0 ? string.Join(", ", User) : "everybody")} of move {Identity} back to where they were";
        if (ShouldProcess($"Taking {what}", $"Take {what}?", "Undo a move", out var reason)) await Follow((await Client.Undo(Identity, order, cancel)).Id, report: null, cancel);
        else if (reason == ShouldProcessReason.WhatIf) Write(await Client.Undo(Identity, order with { DryRun = true }, cancel));
    });
}
