using Microsoft.AspNetCore.Http;

namespace Godwit.Server.AdminApi;

/// <summary>Parts of lists.</summary>
internal static class Paging
{
    public const int Most = 1_000;

    public static string? Problem(int offset, int limit) =>
        offset < 0 ? "An offset is 0 or more" : limit is < 1 or > Most ? $"A page has 1 to {Most:N0} entries" : null;

    public static T[] Part<T>(IReadOnlyList<T> all, int offset, int limit, bool backwards)
    {
        var part = new T[Math.Clamp(all.Count - (long)offset, 0, limit)];
        for (var i = 0; i < part.Length; i++) part[i] = backwards ? all[all.Count - 1 - offset - i] : all[offset + i];
        return part;
    }

    /// <summary>A list of which nothing was said as an array, else the part of it that was asked for.</summary>
    public static async Task<IResult> Answer<T, TView>(
        int? offset, int? limit, HttpRequest request, Func<Task<IReadOnlyList<T>>> read, Func<T, TView> view, Func<int, IReadOnlyList<TView>, object> page)
    {
        var (first, most) = (offset ?? 0, limit ?? 100);
        if (Problem(first, most) is { } wrong) return Answers.Problem(400, wrong);
        var all = await read();
        if (request.Query.Count == 0) return TypedResults.Ok<IReadOnlyList<TView>>([.. all.Select(view)]);
        return TypedResults.Ok(page(all.Count, [.. Part(all, first, most, backwards: false).Select(view)]));
    }
}
