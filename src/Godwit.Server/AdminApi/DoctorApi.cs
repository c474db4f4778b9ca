using Godwit.Admin.Moves;
using Godwit.Moves.Healing;
using Godwit.Pool.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/moves/doctor: what is wrong with homes and data, and mending it.</summary>
internal static class DoctorApi
{
    public static void MapDoctor(this IEndpointRouteBuilder api)
    {
        api.MapGet("/moves/doctor", (Doctor doctor) => doctor.Last is { } last ? TypedResults.Ok(View(last)) : Answers.Problem(404, "The doctor has not looked at the forest yet; ask in a moment"));
        api.MapPost("/moves/doctor", Ask);
    }

    private static async Task<IResult> Ask(AskDoctor request, HttpContext context, Doctor doctor, Acts acts, CancellationToken cancel)
    {
        var users = new List<SipAddress>();
        foreach (var text in request.Users ?? [])
        {
            if (!SipAddress.TryParse(text, out var address)) return Answers.NoAddress(text);
            users.Add(address);
        }

        var report = await doctor.Run(users, request.Mend, cancel);
        foreach (var finding in report.Findings.Where(f => f.Mended)) acts.Done(context, "move.mend", finding.User.Value, $"{Finding.NameOf(finding.Kind)}: {finding.Mending}");
        if (request.Mend) acts.Done(context, "move.doctor", users.Count == 0 ? "all users" : string.Join(", ", users.Take(10)), $"{report.Mended} of {report.Found} findings mended");
        return TypedResults.Ok(View(report));
    }

    private static DoctorView View(DoctorReport report) => new(
        report.At,
        report.Users,
        report.Found,
        report.Mended,
        report.Counts.ToDictionary(c => Finding.NameOf(c.Key), c => c.Value),
        [.. report.Findings.Select(f => new DoctorFindingView(Finding.NameOf(f.Kind), f.User.Value, f.Pool ?? "", f.Explanation, f.Mending, f.Remedy is not null, f.Mended))],
        report.Unreachable);
}
