namespace Godwit.Links;

/// <summary>What a pool host asks of the management, beside the directory: calls over the connection that the host has opened.</summary>
public interface IForestDesk
{
    /// <summary>The first call on every connection: these pools run here. Answered with why they may not, in one sentence; null = welcome.</summary>
    /// <param name="serving">Their listeners are open: the connection was lost for a while.</param>
    Task<string?> Join(IReadOnlyList<string> pools, bool serving, CancellationToken cancel);

    /// <summary>Answers, and that is all: a host that gets no answer dials anew, whatever its own end of the connection believes.</summary>
    Task Answer(CancellationToken cancel);

    /// <summary>The pool's homes are up. Returns when what moves could not do while it was away is done, and its listeners may open.</summary>
    Task Returned(string pool, CancellationToken cancel);
}
