using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Connections;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit profile add NAME --server URL</c>: the server is asked first, so that what is kept works and is known to be the server's.</summary>
internal static class ProfileAddCommand
{
    public static Command Build()
    {
        var name = new Argument<string>("NAME") { Description = "A name for it; one that is there already is replaced" };
        var server = new Option<string>("--server") { Description = "The server's admin address, https://HOST:PORT", Required = true };
        var token = new Option<string?>("--token") { Description = "The admin token; other users of this machine may see it while the command runs" };
        var tokenFile = new Option<string?>("--token-file") { Description = "A file with the admin token" };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "SHA-256 fingerprint of the server's certificate; no other one is taken" };
        var authority = new Option<string?>("--ca") { Description = "A PEM file with the certificate of the authority that vouches for the server" };
        var use = new Option<bool>("--use") { Description = "Take this profile from now on when no server is named" };
        var command = new Command("add", "Keeps a server under a name") { name, server, token, tokenFile, fingerprint, authority, use, ProfileCommand.Json };
        command.Rule(result =>
        {
            if (result.GetValue(token) is not null && result.GetValue(tokenFile) is not null) result.AddError("--token and --token-file can't both be meant.");
            if (result.GetValue(server) is { } text && Connection.AddressIn(text) is null) result.AddError($"'{text}' is not an address like https://HOST:PORT");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var json = parsed.GetValue(ProfileCommand.Json);
            try
            {
                var profile = new Profile(parsed.GetRequiredValue(server))
                {
                    Token = parsed.GetValue(tokenFile) is { } file ? (await File.ReadAllTextAsync(file, cancel)).Trim() : parsed.GetValue(token),
                    Fingerprint = parsed.GetValue(fingerprint),
                };
                if (parsed.GetValue(authority) is { } pem)
                {
                    var (certificates, wrong) = ServerTrust.CertificatesIn(await File.ReadAllTextAsync(pem, cancel));
                    if (certificates is null) return Session.Fail(wrong!, ExitCode.BadUsage, json);
                    profile = profile with { Authority = certificates };
                }

                if (await Problem(profile, cancel) is { } problem) return Session.Fail(problem, ExitCode.BadUsage, json);
                var kept = ProfileFile.OfThisUser;
                var book = kept.Read().With(parsed.GetRequiredValue(name), profile);
                kept.Write(parsed.GetValue(use) || book.Profiles.Count == 1 ? book with { Current = parsed.GetRequiredValue(name) } : book);
                return ProfileCommand.Answer(parsed, kept.Read());
            }
            catch (Exception e) when (e is AdminException or ProfileException)
            {
                return Session.Fail(e.Message, ExitCode.Refused, json);
            }
            catch (ServerUnreachableException e)
            {
                return Session.Fail(e.Message, ExitCode.Unreachable, json);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Session.Fail(e.Message, ExitCode.BadUsage, json);
            }
        });
        return command;
    }

    /// <summary>Null: the server is there, is known, and takes the token.</summary>
    private static async Task<string?> Problem(Profile profile, CancellationToken cancel)
    {
        var (trust, problem) = ServerTrust.Of(profile.Fingerprint, profile.Authority);
        if ((problem ??= Connection.TokenProblem(profile.Token)) is not null) return problem;
        using var client = new Connection(Connection.AddressIn(profile.Server)!, profile.Token, trust).Open();
        await client.Pools(cancel);
        return null;
    }
}
