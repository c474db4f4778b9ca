using Godwit.FrontEnd.Documents;
using Godwit.Pool.Presence;

namespace Godwit.FrontEnd.Notifications;

/// <summary>One view in all the forms that its watchers read, each made once, when the first of them needs it.</summary>
internal sealed class PresenceBodies(PresenceView view)
{
    private readonly MimeBody?[] _bodies = new MimeBody?[Enum.GetValues<PresenceForm>().Length];

    public MimeBody For(Subscription subscription)
    {
        var body = _bodies[(int)subscription.Form] ??= PresenceBody.Of(view, subscription.Form);
        return subscription.List?.Write(view, body, subscription.NextVersion()) ?? body;
    }
}
