namespace Godwit.Console.Menus;

/// <summary>An open context menu: where, and of what.</summary>
public sealed record MenuPlace(double X, double Y, IReadOnlyList<MenuAct> Acts);
