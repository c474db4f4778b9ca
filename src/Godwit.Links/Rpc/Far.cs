using System.Reflection;

namespace Godwit.Links.Rpc;

/// <summary>Doors of other hosts.</summary>
internal static class Far
{
    /// <param name="now">The door as the connection of the moment has it; null = there is none.</param>
    /// <param name="away">What a call fails with when there is no connection, or when it is lost on the way.</param>
    public static T Door<T>(Func<T?> now, Func<Exception> away) where T : class
    {
        var door = DispatchProxy.Create<T, FarDoor<T>>();
        ((FarDoor<T>)(object)door).Leads(now, away);
        return door;
    }
}
