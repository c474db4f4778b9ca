using Godwit.Admin.Moves;

namespace Godwit.Admin.Files;

/// <summary>A forced move whose users get what a file has of them, where nothing newer is known.</summary>
/// <param name="Format"><c>auto</c>, <c>dbimpexp</c>, <c>csuserdata</c>, <c>xep0227</c> or <c>csv</c>.</param>
/// <param name="AsOf">When the file was written: how old what it has is.</param>
public sealed record ForceMove(StartMove Move, string Format, DateTimeOffset AsOf);

/// <summary>A move that began with a file, and what the file was good for.</summary>
/// <param name="InFile">Users of the move whose data was taken out of the file.</param>
/// <param name="NotInFile">Users of the move of whom the file has nothing that could be used.</param>
/// <param name="LeftOut">How much of the file's was not taken; <paramref name="Skips"/> names the first thousand.</param>
public sealed record ForcedMoveView(MoveView Move, long InFile, IReadOnlyList<string> NotInFile, long LeftOut, IReadOnlyList<ImportSkipView> Skips);
