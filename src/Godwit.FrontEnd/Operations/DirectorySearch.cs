using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Operations;

/// <summary>Finds people in the directory (protocol §14).</summary>
public sealed class DirectorySearch(ForestView forest) : IOperation
{
    public string Name => "directorySearch";

    public bool IsOwn => false;

    public ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel)
    {
        if (DirectorySearchXml.Read(request.Document) is not { } asked) return new(OperationAnswer.Refuse(RequestRefusals.Incomplete(Name)));
        var found = forest.Users.Where(user => user.Enabled && asked.Terms.All(term => Fits(user, term.Attribute, term.Value)))
            .OrderBy(user => user.DisplayName, StringComparer.OrdinalIgnoreCase).Take(asked.Most + 1).ToList();
        return new(new OperationAnswer(DirectorySearchXml.Write([.. found.Take(asked.Most)], found.Count > asked.Most)));
    }

    private static bool Fits(DirectoryUser user, string attribute, string value)
    {
        if (attribute.Equals("msRTCSIP-PrimaryUserAddress", StringComparison.OrdinalIgnoreCase))
            return user.Address.Uri.StartsWith(value.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? value : "sip:" + value, StringComparison.OrdinalIgnoreCase);
        if (attribute.Equals("displayName", StringComparison.OrdinalIgnoreCase)) return Starts(user.DisplayName, value);
        if (attribute.Equals("mail", StringComparison.OrdinalIgnoreCase)) return Starts(user.Mail, value);
        if (Starts(Card(user, attribute), value)) return true;
        // Where the directory holds no parts of the name, its first and last word stand for them.
        var words = user.DisplayName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && Card(user, attribute) is null && attribute.ToLowerInvariant() switch
        {
            "givenname" => Starts(words[0], value),
            "sn" => Starts(words[^1], value),
            _ => false,
        };
    }

    private static string? Card(DirectoryUser user, string attribute)
    {
        foreach (var (name, text) in user.Card)
            if (name.Equals(attribute, StringComparison.OrdinalIgnoreCase)) return text;
        return null;
    }

    private static bool Starts(string? text, string value) => text?.StartsWith(value, StringComparison.OrdinalIgnoreCase) == true;
}
