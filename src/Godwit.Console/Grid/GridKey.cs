namespace Godwit.Console.Grid;

/// <summary>A key pressed in a grid, as the browser names it, and where its menu would open.</summary>
public sealed record GridKey(string Key, bool Ctrl, bool Shift, int Page, double X, double Y);
