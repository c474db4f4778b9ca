using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Godwit.Admin;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

/// <summary>What every verb takes: where the server is, and how to answer.</summary>
internal sealed class Session(AdminClient client, Screen screen, bool json)
{
    public const string DemoServer = "https://127.0.0.1:8443";

    private static readonly Option<Uri?> Server = new("--server")
    {
        Description = $"The server's admin address (default: GODWIT_SERVER, else the demo's, {DemoServer})",
        CustomParser = result =>
        {
            if (AddressIn(result.Tokens[0].Value) is { } uri) return uri;
            result.AddError($"'{result.Tokens[0].Value}' is not an address like https://HOST:PORT");
            return null;
        },
    };

    private static readonly Option<string?> Token = new("--token") { Description = "The admin token (default: GODWIT_TOKEN); a demo on this machine asks for none" };

    private static readonly Option<bool> Json = new("--json") { Description = "Answer with one JSON value on stdout; words go to stderr" };

    public AdminClient Client { get; } = client;

    public Screen Screen { get; } = screen;

    public bool IsJson { get; } = json;

    /// <summary>Adds the options to a verb and runs <paramref name="act"/> with a session; failures become words and an exit code here and nowhere else.</summary>
    public static Command Verb(Command command, Func<Session, ParseResult, CancellationToken, Task<int>> act)
    {
        command.Options.Add(Server);
        command.Options.Add(Token);
        command.Options.Add(Json);
        command.SetAction(async (parsed, cancel) =>
        {
            var json = parsed.GetValue(Json);
            try
            {
                var address = parsed.GetValue(Server);
                if (address is null)
                {
                    var set = Environment.GetEnvironmentVariable("GODWIT_SERVER") is { Length: > 0 } named ? named : DemoServer;
                    address = AddressIn(set);
                    if (address is null) return Fail($"GODWIT_SERVER: '{set}' is not an address like https://HOST:PORT", ExitCode.BadUsage, json);
                }

                using var client = new AdminClient(address, parsed.GetValue(Token) ?? Environment.GetEnvironmentVariable("GODWIT_TOKEN"));
                return await act(new Session(client, new Screen(), json), parsed, cancel);
            }
            catch (AdminException e)
            {
                return Fail(e.Message, ExitCode.Refused, json);
            }
            catch (ServerUnreachableException e)
            {
                return Fail(e.Message, ExitCode.Unreachable, json);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return Fail("Interrupted", ExitCode.Refused, json);
            }
        });
        return command;
    }

    /// <summary>The one JSON value, or the words: never both on stdout.</summary>
    public void Answer<T>(T value, JsonTypeInfo<T> type, Action<Screen> words)
    {
        if (IsJson) Console.Out.WriteLine(JsonSerializer.Serialize(value, type));
        else words(Screen);
    }

    /// <summary>Says what is wrong on stderr, and as a JSON value where one is asked for.</summary>
    public int Fail(string message, int code) => Fail(message, code, IsJson);

    private static Uri? AddressIn(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0 ? uri : null;

    private static int Fail(string message, int code, bool json)
    {
        Console.Error.WriteLine(message);
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(new Failure(message), CliJson.Default.Failure));
        return code;
    }
}
