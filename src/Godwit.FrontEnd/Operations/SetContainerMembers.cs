using System.Collections.Immutable;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;

namespace Godwit.FrontEnd.Operations;

/// <summary>Puts people into and takes them out of containers: access levels and blocks in the 2007 form.</summary>
public sealed class SetContainerMembers(HomeOf homeOf) : IOperation
{
    public string Name => MediaTypes.Containers;

    public bool IsEnhanced => true;

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel)
    {
        if (ContainersXml.Read(request.Document, out var problem) is not { } commands) return OperationAnswer.Refuse(RequestRefusals.Malformed(problem!));
        var result = await homeOf(request.Caller.Endpoint.Key.User).SetContainerMembers(commands).WaitAsync(cancel);
        return result is { Refusal: PermissionsRefusal.WrongDelta, WrongContainer: { } wrong, CurrentVersion: { } current }
            ? Outcomes.WrongVersion(Wrong(commands, wrong, current))
            : Outcomes.Of(result);
    }

    private static ImmutableArray<WrongVersion> Wrong(ImmutableArray<ContainerCommand> commands, int container, int current)
    {
        for (var i = 0; i < commands.Length; i++)
            if (commands[i].Container == container) return [new WrongVersion(i + 1, commands[i].Version, current)];
        return [];
    }
}
