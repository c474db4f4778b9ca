namespace Godwit.Admin.Moves;

/// <summary>Which of a plan's users are shown. Part: <c>all</c>, <c>refused</c>, <c>warned</c>, <c>excluded</c>, <c>included</c>.</summary>
/// <param name="After">As <see cref="PlanView.Next"/> of the page before; null = from the first.</param>
public sealed record PlanQuery(string Part = "all", long? After = null, int Limit = 1_000);
