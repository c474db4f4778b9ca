namespace Godwit.Admin.Moves;

/// <summary>A receipt, and what has become of what it certifies.</summary>
/// <param name="Receipt">The receipt as a text: that is what was signed.</param>
/// <param name="Home">Where she lives now; empty when nowhere.</param>
/// <param name="AtHome">Her data at her home.</param>
/// <param name="Undo">The copy that the source keeps for an undo.</param>
public sealed record ReceiptNowView(string Receipt, string Home, HeldDataView AtHome, HeldDataView Undo);

/// <param name="State"><c>same</c>, <c>changed</c>, <c>none</c> (no copy), <c>unreachable</c>, <c>unknown</c> (the receipt says nothing of it).</param>
/// <param name="Kinds">The kinds of data that changed.</param>
public sealed record HeldDataView(string State, IReadOnlyList<string> Kinds);
