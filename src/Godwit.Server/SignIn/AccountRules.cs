namespace Godwit.Server.SignIn;

/// <summary>What names and passwords of local accounts may be: null, or one sentence that says what is wrong.</summary>
internal static class AccountRules
{
    public const int LeastPassword = 12;
    private const int MostPassword = 256;
    private const int MostName = 64;

    /// <summary>As which the audit file names callers without an account.</summary>
    private static readonly string[] Taken = ["administrator", "local", "nobody"];

    public static string? NameProblem(string? name)
    {
        if (string.IsNullOrEmpty(name)) return "An account needs a name";
        if (name.Length > MostName || !name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@')) return $"A name has at most {MostName} letters, digits, dots, hyphens, underscores or @";
        return Taken.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"The name {name} has a meaning of its own; take another" : null;
    }

    public static string? PasswordProblem(string name, string? password)
    {
        if (password is null || password.Length < LeastPassword) return $"A password has at least {LeastPassword} characters";
        if (password.Length > MostPassword) return $"A password has at most {MostPassword} characters";
        if (password.Distinct().Count() < 5) return "A password is not a few characters again and again";
        return password.Contains(name, StringComparison.OrdinalIgnoreCase) ? "A password does not have the account's name in it" : null;
    }
}
