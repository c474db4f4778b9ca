using Godwit.Admin;

namespace Godwit.Console.State;

/// <summary>What the console has to say to the person before it, the latest only.</summary>
public sealed class Notices
{
    public event Action? Changed;

    public string? Text { get; private set; }

    public bool IsProblem { get; private set; }

    public void Say(string text) => Set(text, false);

    public void Problem(string text) => Set(text, true);

    public void Clear() => Set(null, false);

    /// <summary>Does what may be refused; a refusal is said in the server's own words.</summary>
    public async Task<bool> Try(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception e) when (e is AdminException or ServerUnreachableException)
        {
            Problem(e.Message);
            return false;
        }
    }

    private void Set(string? text, bool problem)
    {
        (Text, IsProblem) = (text, problem);
        Changed?.Invoke();
    }
}
