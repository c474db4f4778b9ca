using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Godwit.Admin;
using Godwit.Admin.Connections;
using Godwit.Cli.Output;
using Godwit.Cli.Servers;

namespace Godwit.Cli.Commands;

/// <summary>What every verb takes: where the server is, and how to answer.</summary>
internal sealed class Session(AdminClient client, Screen screen, bool json)
{
    private static readonly Option<bool> Json = new("--json") { Description = "Answer with one JSON value on stdout; words go to stderr" };

    public AdminClient Client { get; } = client;

    public Screen Screen { get; } = screen;

    public bool IsJson { get; } = json;

    /// <summary>Adds the options to a verb and runs <paramref name="act"/> with a session; failures become words and an exit code here and nowhere else.</summary>
    public static Command Verb(Command command, Func<Session, ParseResult, CancellationToken, Task<int>> act)
    {
        ServerOptions.AddTo(command);
        command.Options.Add(Json);
        command.SetAction(async (parsed, cancel) =>
        {
            // An interrupt before the parser has this task in hand would end the process with 130, whatever the verb makes of it.
            await Task.Yield();
            var json = parsed.GetValue(Json);
            try
            {
                var (connection, problem) = ServerOptions.Read(parsed);
                if (connection is null) return Fail(problem!, ExitCode.BadUsage, json);
                using var client = connection.Open();
                return await act(new Session(client, new Screen(), json), parsed, cancel);
            }
            catch (Exception e) when (e is AdminException or ProfileException)
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

    public static int Fail(string message, int code, bool json)
    {
        Console.Error.WriteLine(message);
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(new Failure(message), CliJson.Default.Failure));
        return code;
    }
}
