using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Ps = System.Management.Automation.PowerShell;

namespace Godwit.PowerShell.Tests.Shells;

/// <summary>PowerShell in this process, with the module as an administrator imports it.</summary>
internal sealed class Shell : IDisposable
{
    private readonly Runspace _runspace;

    public Shell()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(Places.Module);
        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.Open();
    }

    public AskedHost Host { get; } = new();

    /// <summary>Runs a line. Words are put in by <c>$name</c>.</summary>
    public ShellAnswer Run(string script, params (string Name, object? Value)[] variables)
    {
        foreach (var (name, value) in variables) _runspace.SessionStateProxy.SetVariable(name, value);
        using var shell = Begin(script);
        RuntimeException? ended = null;
        IReadOnlyList<PSObject> output = [];
        try
        {
            output = shell.Invoke();
        }
        catch (RuntimeException e)
        {
            ended = e;
        }

        List<ErrorRecord> errors = [.. shell.Streams.Error];
        if (ended is not null) errors.Add(ended.ErrorRecord);
        return new ShellAnswer(script, output, errors, [.. shell.Streams.Warning.Select(w => w.Message)], [.. shell.Streams.Verbose.Select(v => v.Message)], [.. shell.Streams.Progress]);
    }

    /// <summary>To be invoked, and stopped, by whoever asks.</summary>
    public Ps Begin(string script)
    {
        var shell = Ps.Create();
        shell.Runspace = _runspace;
        return shell.AddScript(script);
    }

    public void Dispose() => _runspace.Dispose();
}

/// <summary>What a line wrote.</summary>
internal sealed record ShellAnswer(
    string Script, IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings, IReadOnlyList<string> Verbose, IReadOnlyList<ProgressRecord> Progress)
{
    /// <summary>Fails with all errors unless there are none.</summary>
    public ShellAnswer Clean()
    {
        Assert.True(Errors.Count == 0, $"{Script}\n{string.Join('\n', Errors.Select(e => e.ToString()))}");
        return this;
    }

    /// <summary>The only error.</summary>
    public ErrorRecord Error => Assert.Single(Errors);

    public IReadOnlyList<T> All<T>() => [.. Clean().Output.Select(o => Assert.IsType<T>(o.BaseObject))];

    public T One<T>() => Assert.Single(All<T>());

    public string Text => string.Concat(Clean().Output.Select(o => o.ToString()));
}
