using System.Management.Automation;
using Godwit.Admin;

namespace Godwit.PowerShell.Running;

/// <summary>What all cmdlets have: the client, the pump, Ctrl-C, and failures in words.</summary>
public abstract class GodwitCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private AdminClient? _client;

    private protected AdminClient Client => _client ??= Open();

    /// <summary>Asks the server, on this thread. Whatever can be told ends the cmdlet with an error record.</summary>
    private protected void Ask(object? target, Func<CancellationToken, Task> act)
    {
        if (Try(act) is { } fault) ThrowTerminatingError(Errors.Of(fault, target)!);
    }

    /// <summary>The same for one of several: what the server refuses is told, and the others go on. False: it was refused.</summary>
    private protected bool AskForOne(object? target, Func<CancellationToken, Task> act)
    {
        var fault = Try(act);
        if (fault is null) return true;
        if (fault is not (AdminException or IOException or UnauthorizedAccessException)) ThrowTerminatingError(Errors.Of(fault, target)!);
        Tell(fault, target);
        return false;
    }

    /// <summary>Of one of several. Whom the server does not let in gets the same answer for all of them, so it ends the cmdlet.</summary>
    private protected void Tell(Exception refused, object? target)
    {
        var error = Errors.Of(refused, target)!;
        if (refused is AdminException { Status: 401 }) ThrowTerminatingError(error);
        WriteError(error);
    }

    private protected void Refuse(string sentence, string id, ErrorCategory category, object? target) => WriteError(Errors.Of(sentence, id, category, target));

    /// <summary>Where a file is that somebody named, as PowerShell's own location has it.</summary>
    private protected string PathOf(string file) => GetUnresolvedProviderPathFromPSPath(file);

    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended just now by itself.
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _client?.Dispose();
        _stop.Dispose();
    }

    private Exception? Try(Func<CancellationToken, Task> act)
    {
        try
        {
            Pump.Run(() => act(_stop.Token));
            return null;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (e is not PipelineStoppedException && Errors.Of(e, null) is not null)
        {
            return e;
        }
    }

    private AdminClient Open()
    {
        var (connection, problem) = CurrentServer.Get();
        if (connection is null) ThrowTerminatingError(Errors.Of(problem!, "NoServer", ErrorCategory.InvalidArgument, null));
        WriteVerbose($"The server is {connection}.");
        return connection!.Open();
    }
}
